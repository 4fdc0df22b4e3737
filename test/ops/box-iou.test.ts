import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boxIou } from "../../src/ops/index.ts";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { pairTests } from "./pair-golden.ts";

describe("boxIou", () => {
  pairTests("iou", boxIou, 6e-8); // one float32 step for integers, none for floats

  test("takes boxes of any upright format", () => {
    const info = { format: "CXCYWH", canvasSize: [9, 9] } as const;
    const boxes = BoundingBoxes.from([[1, 1, 2, 2]], info);
    const iou = boxIou(boxes, tensor([[1, 0, 3, 2]])).hostData() as Float32Array;
    assert.equal(iou[0], Math.fround(1 / 3));
  });

  test("refuses other shapes, and rotated boxes", () => {
    const boxes = tensor([[0, 0, 1, 1]]);
    assert.throws(
      () => boxIou(boxes, tensor([0, 0, 1, 1])),
      /^VisionError: boxIou: expected boxes2 as a tensor \[n, 4\] or BoundingBoxes, got \[4\]/,
    );
    const info = { format: "XYWHR", canvasSize: [9, 9] } as const;
    assert.throws(() => boxIou(BoundingBoxes.from([], info), boxes), /XYXY, XYWH or CXCYWH/);
  });
});
