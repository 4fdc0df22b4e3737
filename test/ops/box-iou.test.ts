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

  test("reads tensors of other formats", () => {
    const boxes = tensor([[1, 1, 2, 2]]);
    const iou = boxIou(boxes, tensor([[2, 1, 2, 2]]), { fmt: "cxcywh" }).hostData();
    assert.equal(iou[0], Math.fround(1 / 3));
  });

  test("measures rotated boxes as they lie", () => {
    // a square and the same turned by 45 degrees share a regular octagon
    const square = tensor([[5, 5, 2, 2, 0]]);
    const turned = tensor([
      [5, 5, 2, 2, 45],
      [5, 5, 2, 2, 90],
      [50, 5, 2, 2, 30],
    ]);
    const octagon = 8 * (Math.SQRT2 - 1);
    const [half, same, none] = boxIou(square, turned, {
      fmt: "cxcywhr",
    }).hostData() as Float32Array;
    assert.ok(Math.abs(half! - octagon / (8 - octagon)) < 1e-6);
    assert.ok(Math.abs(same! - 1) < 1e-6);
    assert.equal(none, 0);
  });

  test("refuses other shapes and formats", () => {
    const boxes = tensor([[0, 0, 1, 1]]);
    assert.throws(
      () => boxIou(boxes, tensor([0, 0, 1, 1])),
      /^VisionError: boxIou: expected boxes2 as a tensor \[n, 4\] or BoundingBoxes, got \[4\]/,
    );
    assert.throws(() => boxIou(boxes, boxes, { fmt: "xywhr" }), /boxes1 as a tensor \[n, 5\]/);
    assert.throws(() => boxIou(boxes, boxes, { fmt: "yx" as never }), /format to be one of/);
  });
});
