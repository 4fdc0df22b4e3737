import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../../src/sample/index.ts";
import { clampBoundingBoxes } from "../../../src/transforms/functional/index.ts";

const row = [[-2, 3, 50, 8]];
const canvasSize = [5, 20] as const;

describe("clampBoundingBoxes", () => {
  test("cuts boxes to their canvas, which their edges may touch", () => {
    const boxes = BoundingBoxes.from(row, { format: "XYXY", canvasSize });
    assert.deepEqual([...clampBoundingBoxes(boxes).data], [0, 3, 20, 5]);
    assert.deepEqual([...boxes.data], row[0]);
  });

  test("auto takes the boxes' own mode, another mode is for this once", () => {
    const free = { format: "XYXY", canvasSize, clampingMode: null } as const;
    const boxes = BoundingBoxes.from(row, free);
    assert.equal(clampBoundingBoxes(boxes), boxes);
    const cut = clampBoundingBoxes(boxes, { clampingMode: "hard" });
    assert.deepEqual([...cut.data], [0, 3, 20, 5]);
    assert.equal(cut.clampingMode, null);
  });

  test("refuses other modes and other things", () => {
    const boxes = BoundingBoxes.from(row, { format: "XYXY", canvasSize });
    assert.throws(
      () => clampBoundingBoxes(boxes, { clampingMode: "none" as never }),
      /^VisionError: clampBoundingBoxes: expected clampingMode "auto", "soft", "hard" or null, got "none"/,
    );
    assert.throws(() => clampBoundingBoxes(row as never), /expected BoundingBoxes, got/);
  });
});
