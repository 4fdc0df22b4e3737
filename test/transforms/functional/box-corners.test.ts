import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../../src/sample/index.ts";
import { boxesFromCorners, cornersOf } from "../../../src/transforms/functional/index.ts";

const canvasSize = [20, 30] as const;

describe("corners of boxes", () => {
  test("run from the top left clockwise, in each format", () => {
    const rows = {
      XYXY: [2, 3, 8, 7],
      XYWH: [2, 3, 6, 4],
      CXCYWH: [5, 5, 6, 4],
      XYWHR: [2, 3, 6, 4, 0],
      CXCYWHR: [5, 5, 6, 4, 0],
      XYXYXYXY: [2, 3, 8, 3, 8, 7, 2, 7],
    } as const;
    for (const format of Object.keys(rows) as (keyof typeof rows)[]) {
      const boxes = BoundingBoxes.from([rows[format]], { format, canvasSize });
      assert.deepEqual([...cornersOf(boxes)], [2, 3, 8, 3, 8, 7, 2, 7], format);
    }
  });

  test("moved corners give a box around them, cut to the canvas given", () => {
    const boxes = BoundingBoxes.from([[0, 0, 1, 1]], { format: "CXCYWH", canvasSize });
    const diamond = Float32Array.of(5, -2, 12, 5, 5, 12, -2, 5);
    const cut = boxesFromCorners(boxes, diamond, [10, 40]);
    assert.deepEqual([...cut.data], [6, 5, 12, 10]);
    assert.deepEqual([cut.canvasSize, cut.format], [[10, 40], "CXCYWH"]);
    const whole = boxesFromCorners(boxes, diamond, [10, 40], { clamp: false });
    assert.deepEqual([...whole.data], [5, 5, 14, 14]);
  });

  test("the boxes' own mode decides about clamping", () => {
    const info = { format: "XYXY", canvasSize, clampingMode: null } as const;
    const boxes = BoundingBoxes.from([[0, 0, 1, 1]], info);
    const out = boxesFromCorners(boxes, Float32Array.of(-1, -2, 50, -2, 50, 3, -1, 3), [10, 40]);
    assert.deepEqual([...out.data], [-1, -2, 50, 3]);
    assert.equal(out.clampingMode, null);
  });

  test("no boxes have no corners", () => {
    for (const format of ["XYXY", "XYWHR"] as const) {
      const none = BoundingBoxes.from([], { format, canvasSize });
      assert.equal(cornersOf(none).length, 0);
      assert.equal(boxesFromCorners(none, new Float32Array(0), [4, 4]).length, 0);
    }
  });
});
