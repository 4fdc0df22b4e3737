import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { permutePixels } from "../../../src/transforms/kernels/permute.ts";

describe("permutePixels", () => {
  test("takes channel c from order[c], pixel by pixel", () => {
    const src = Uint8Array.of(1, 2, 3, 4, 5, 6);
    assert.deepEqual([...permutePixels(src, [2, 0, 1])], [3, 1, 2, 6, 4, 5]);
    assert.deepEqual([...permutePixels(src, [1, 0])], [2, 1, 4, 3, 6, 5]);
    assert.deepEqual(permutePixels(Float32Array.of(0.5), [0]), Float32Array.of(0.5));
  });
});
