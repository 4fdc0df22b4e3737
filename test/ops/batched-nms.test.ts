import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { batchedNms } from "../../src/ops/index.ts";
import { tensor } from "../../src/tensor/index.ts";
import { golden, indices, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly boxes: Packed;
  readonly scores: Packed;
  readonly idxs: Packed;
  readonly batched: Readonly<Record<string, readonly number[]>>;
}

describe("batchedNms", () => {
  for (const one of golden<{ suppressed: readonly Case[] }>("boxes").suppressed)
    for (const [threshold, want] of Object.entries(one.batched))
      test(`${one.boxes.shape[0]} boxes above ${threshold} equal torchvision's`, () => {
        const [boxes, scores, idxs] = [one.boxes, one.scores, one.idxs].map(unpacked);
        const keep = batchedNms(boxes!, scores!, idxs!, Number(threshold));
        assert.deepEqual(indices(keep), want);
      });

  test("boxes of different classes never drop each other", () => {
    const boxes = tensor([
      [0, 0, 2, 2],
      [0, 0, 2, 2],
      [0, 0, 2, 2],
    ]);
    const classes = tensor([4, 7, 4], { dtype: "int64" });
    assert.deepEqual(indices(batchedNms(boxes, tensor([1, 2, 3]), classes, 0.5)), [2, 1]);
    assert.throws(
      () => batchedNms(boxes, tensor([1, 2, 3]), tensor([1]), 0.5),
      /idxs as a tensor \[3\]/,
    );
  });
});
