import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cubic, filters, filterTaps, pointTaps } from "../../../src/transforms/kernels/filters.ts";

describe("resampling filters", () => {
  test("are 1 at 0 and 0 outside their support", () => {
    for (const [name, { support, weight }] of Object.entries(filters)) {
      assert.ok(Math.abs(weight(0) - 1) < 1e-7, name);
      for (const x of [support + 0.01, -support - 0.01, 9]) assert.equal(weight(x), 0, name);
    }
  });

  test("have the values of their formulas", () => {
    assert.equal(filters.bilinear.weight(-0.25), 0.75);
    assert.equal(filters.bicubic.weight(0.5), 0.5625);
    assert.equal(filters.bicubic.weight(-1.5), -0.0625);
    assert.equal(cubic(0.5, -0.75), 0.59375);
    assert.ok(Math.abs(filters.lanczos.weight(0.5) - (2 / Math.PI) * (3 / Math.PI)) < 1e-12);
    assert.ok(Math.abs(filters.hamming.weight(0.5) - (2 / Math.PI) * 0.54) < 1e-7);
    assert.deepEqual([-0.5, 0.5].map(filters.box.weight), [0, 1]);
  });

  test("halving with the triangle filter weighs 1 3 3 1", () => {
    const { starts, counts, weights, stride } = filterTaps(8, 4, filters.bilinear);
    assert.deepEqual([...starts], [0, 1, 3, 5]);
    assert.deepEqual([...counts], [3, 4, 4, 3]);
    assert.deepEqual([...weights.subarray(stride, stride + 4)], [0.125, 0.375, 0.375, 0.125]);
    const edge = [...weights.subarray(0, 3)].map((w) => w * 7);
    for (const [i, want] of [3, 3, 1].entries()) assert.ok(Math.abs(edge[i]! - want) < 1e-12);
  });

  test("weights sum to 1 for every size and filter", () => {
    for (const filter of Object.values(filters)) {
      for (const [from, to] of [
        [1, 7],
        [7, 1],
        [13, 5],
        [5, 13],
        [6, 6],
      ] as const) {
        const { weights, counts, stride } = filterTaps(from, to, filter);
        for (let i = 0; i < to; i++) {
          const row = weights.subarray(i * stride, i * stride + counts[i]!);
          assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 1e-12);
        }
      }
    }
  });

  test("without antialiasing two or four neighbours count", () => {
    const linear = pointTaps(4, 2, "bilinear"); // positions 0.5 and 2.5
    assert.deepEqual([...linear.starts], [0, 2]);
    assert.deepEqual([...linear.weights], [0.5, 0.5, 0.5, 0.5]);
    const cubics = pointTaps(4, 2, "bicubic");
    assert.deepEqual([...cubics.starts], [-1, 1]);
    assert.deepEqual([...cubics.weights.subarray(0, 4)], [-0.09375, 0.59375, 0.59375, -0.09375]);
  });
});
