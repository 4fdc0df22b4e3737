import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampledAxis, spannedAxis } from "../../src/ops/region-axes.ts";

describe("axes of regions", () => {
  test("samples share themselves between neighbours, and merge where they meet", () => {
    // two bins of 2 features from 1: samples at 1.5, 2.5 and 3.5, 4.5
    const { grid, bins } = sampledAxis(1, 5, {
      bins: 2,
      limit: 9,
      samplingRatio: -1,
      aligned: false,
    });
    assert.equal(grid, 2);
    assert.deepEqual(bins[0], { indices: [1, 2, 3], weights: [0.5, 1, 0.5] });
    assert.deepEqual(bins[1], { indices: [3, 4, 5], weights: [0.5, 1, 0.5] });
  });

  test("the border holds samples up to one feature outside, further ones are nothing", () => {
    const at = (low: number) =>
      sampledAxis(low, low + 1, { bins: 1, limit: 4, samplingRatio: 1, aligned: false }).bins[0];
    assert.deepEqual(at(-1.5), { indices: [0], weights: [1] }); // the sample is at -1
    assert.deepEqual(at(-1.6), { indices: [], weights: [] });
    assert.deepEqual(at(3.5), { indices: [3], weights: [1] });
    assert.deepEqual(at(3.6), { indices: [], weights: [] });
  });

  test("a region far larger than the map costs no more than the map", () => {
    const options = { bins: 1, limit: 4, samplingRatio: -1, aligned: true };
    const { grid, bins } = sampledAxis(-(2 ** 20), 2 ** 20, options);
    assert.equal(grid, 2 ** 21);
    assert.deepEqual([...bins[0]!.indices].sort(), [0, 1, 2, 3]);
  });

  test("spans are whole features, of the last corner too where it belongs to the region", () => {
    const indices = (inclusive: 0 | 1) =>
      spannedAxis(0.5, 3.4, { bins: 2, inclusive, limit: 9 }).map((bin) => bin.indices);
    assert.deepEqual(indices(1), [
      [1, 2],
      [2, 3],
    ]); // 1..3 in halves of 1.5
    assert.deepEqual(indices(0), [[1], [2]]);
    const off = spannedAxis(20, 30, { bins: 1, inclusive: 1, limit: 9 });
    assert.deepEqual(off[0]!.indices, []);
  });
});
