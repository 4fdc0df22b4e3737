import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../../src/sample/index.ts";
import { convertBoundingBoxFormat } from "../../../src/transforms/functional/index.ts";

const info = { format: "XYXY", canvasSize: [10, 20], clampingMode: "hard" } as const;

describe("convertBoundingBoxFormat", () => {
  test("writes the same boxes in another format and keeps all else", () => {
    const boxes = BoundingBoxes.from([[1, 2, 4, 8]], info);
    const out = convertBoundingBoxFormat(boxes, "CXCYWH");
    assert.deepEqual([...out.data], [2.5, 5, 3, 6]);
    assert.deepEqual(
      [out.format, out.canvasSize, out.clampingMode],
      ["CXCYWH", info.canvasSize, "hard"],
    );
    assert.deepEqual([...boxes.data], [1, 2, 4, 8]);
  });

  test("gives boxes that have the format back", () => {
    const boxes = BoundingBoxes.from([[1, 2, 4, 8]], info);
    assert.equal(convertBoundingBoxFormat(boxes, "XYXY"), boxes);
  });

  test("refuses to turn boxes or to forget a turn", () => {
    const boxes = BoundingBoxes.from([[1, 2, 4, 8]], info);
    assert.throws(
      () => convertBoundingBoxFormat(boxes, "XYWHR"),
      /^VisionError: convertBoundingBoxFormat: expected a format without rotation for XYXY boxes, got "XYWHR"/,
    );
    const turned = BoundingBoxes.from([[1, 2, 4, 8, 30]], { ...info, format: "CXCYWHR" });
    assert.throws(
      () => convertBoundingBoxFormat(turned, "XYWH"),
      /a rotated format for CXCYWHR boxes, got "XYWH"/,
    );
    assert.throws(() => convertBoundingBoxFormat(boxes, "YXYX" as never), /format to be one of/);
    assert.throws(() => convertBoundingBoxFormat([1] as never, "XYXY"), /BoundingBoxes, got \[1\]/);
  });
});
