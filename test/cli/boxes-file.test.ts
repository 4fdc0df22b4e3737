import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { readBoxes } from "../../src/cli/boxes-file.ts";
import { BoundingBoxes } from "../../src/sample/index.ts";

describe("readBoxes", () => {
  const cwd = mkdtempSync(join(tmpdir(), "boxes-"));
  after(() => rmSync(cwd, { recursive: true }));
  const canvasSize = [30, 40] as const;
  const read = (content: unknown) => {
    writeFileSync(join(cwd, "b.json"), JSON.stringify(content));
    return readBoxes("b.json", cwd, canvasSize);
  };

  test("reads a list of corners, or boxes with format and labels", async () => {
    const rows = [
      [1, 2, 3.5, 4],
      [0, 0, 40, 30],
    ];
    const corners = BoundingBoxes.from(rows, { format: "XYXY", canvasSize });
    assert.deepEqual(await read(rows), { boxes: corners, labels: ["", ""] });
    const given = { boxes: [[10, 10, 5, 4, -30]], format: "CXCYWHR", labels: ["cat"] };
    const turned = BoundingBoxes.from(given.boxes, { format: "CXCYWHR", canvasSize });
    assert.deepEqual(await read(given), { boxes: turned, labels: ["cat"] });
    assert.equal((await read([])).boxes.length, 0);
  });

  test("names the file and what is wrong in it", async () => {
    const cases: [unknown, RegExp][] = [
      [{}, /b.json: expected a list of boxes, got \{\}; write \[\[x1, y1, x2, y2\]/],
      [{ boxes: [], lables: [] }, /the keys boxes, format and labels, got "lables"/],
      [[[1, 2, 3]], /b.json: expected 4 numbers a row, got \[1, 2, 3\]/],
      [
        [
          [1, 2, 3, 4],
          [1, 2, "3", 4],
        ],
        /b.json, boxes\[1\]: expected a list of numbers/,
      ],
      [{ boxes: [[1, 2, 3, 4]], labels: [] }, /labels: 1 texts, one for each box/],
      [{ boxes: [[1, 2, 3, 4]], labels: [7] }, /labels: 1 texts/],
      [{ boxes: [[1, 2, 3, 4]], format: "YXYX" }, /b.json: expected format to be one of XYXY/],
    ];
    for (const [content, message] of cases)
      await assert.rejects(read(content), { code: "INVALID_FILE", message });
  });
});
