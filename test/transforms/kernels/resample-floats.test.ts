import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { filters, filterTaps, pointTaps } from "../../../src/transforms/kernels/filters.ts";
import {
  interpolateFloatsX,
  interpolateFloatsY,
  resampleFloatsX,
  resampleFloatsY,
} from "../../../src/transforms/kernels/resample-floats.ts";

describe("float resampling", () => {
  const taps = filterTaps(4, 2, filters.box);

  test("halving with the box filter takes means, channel by channel", () => {
    const src = Float32Array.of(0, 10, 1, 20, 2, 30, 4, 50);
    assert.deepEqual([...resampleFloatsX(src, 4, 2, taps)], [0.5, 15, 3, 40]);
    assert.deepEqual([...resampleFloatsY(src, 2, taps)], [0.5, 15, 3, 40]);
  });

  test("positions outside take the nearest pixel inside", () => {
    const wide = pointTaps(2, 4, "bicubic");
    const flat = Float32Array.of(3, 3);
    assert.deepEqual([...interpolateFloatsX(flat, 2, 1, wide)], [3, 3, 3, 3]);
    assert.deepEqual([...interpolateFloatsY(flat, 1, wide)], [3, 3, 3, 3]);
    const one = pointTaps(1, 3, "bilinear");
    assert.deepEqual([...interpolateFloatsX(Float32Array.of(7), 1, 1, one)], [7, 7, 7]);
  });
});
