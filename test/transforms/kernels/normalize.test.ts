import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { normalizePlanes } from "../../../src/transforms/kernels/normalize.ts";

describe("normalizePlanes", () => {
  test("takes each plane's own mean and std, channels repeating", () => {
    const src = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const out = normalizePlanes(src, 2, Float32Array.of(1, 3), Float32Array.of(1, 2));
    assert.deepEqual([...out], [0, 1, 0, 0.5, 4, 5, 2, 2.5]);
    const one = normalizePlanes(src, 2, Float32Array.of(1), Float32Array.of(1, 2));
    assert.deepEqual([...one], [0, 1, 1, 1.5, 4, 5, 3, 3.5]);
  });

  test("rounds the difference to float32 before it divides", () => {
    const [x, mean, std] = [0.1, 1e-9, 0.3].map(Math.fround) as [number, number, number];
    const out = normalizePlanes(Float32Array.of(x), 1, Float32Array.of(mean), Float32Array.of(std));
    assert.equal(out[0], Math.fround(Math.fround(x - mean) / std));
    assert.equal(out[0], Math.fround(x / std)); // the difference was rounded away
  });
});
