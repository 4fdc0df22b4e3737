import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nms } from "../../src/ops/index.ts";
import { byScore } from "../../src/ops/nms.ts";
import { Tensor, tensor } from "../../src/tensor/index.ts";
import { golden, indices, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly boxes: Packed;
  readonly scores: Packed;
  readonly nms: Readonly<Record<string, readonly number[]>>;
}

describe("nms", () => {
  for (const one of golden<{ suppressed: readonly Case[] }>("boxes").suppressed)
    for (const [threshold, want] of Object.entries(one.nms))
      test(`${one.boxes.shape[0]} boxes above ${threshold} equal torchvision's`, () => {
        const keep = nms(unpacked(one.boxes), unpacked(one.scores), Number(threshold));
        assert.deepEqual(indices(keep), want);
      });

  test("an IoU of just the threshold is kept", () => {
    const boxes = tensor([
      [0, 0, 2, 2],
      [1, 0, 3, 2],
    ]);
    const scores = tensor([0.5, 0.9]);
    assert.deepEqual(indices(nms(boxes, scores, Math.fround(1 / 3))), [1, 0]);
    assert.deepEqual(indices(nms(boxes, scores, 0.3333)), [1]);
  });

  test("equal scores keep their order, NaN comes first", () => {
    assert.deepEqual([...byScore(Float32Array.of(1, 3, 1, Number.NaN, 3))], [3, 1, 4, 0, 2]);
  });

  test("refuses scores that do not fit", () => {
    const boxes = Tensor.fromData(new Float32Array(8), [2, 4]);
    assert.throws(
      () => nms(boxes, tensor([1]), 0.5),
      /^VisionError: nms: expected scores as a tensor \[2\], got \[1\]/,
    );
    assert.throws(() => nms(boxes, tensor([1, 2]), Number.NaN), /iouThreshold to be a finite/);
  });
});
