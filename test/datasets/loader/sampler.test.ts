import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  batchCount,
  sequentialOrder,
  shuffledOrder,
} from "../../../src/datasets/loader/sampler.ts";

describe("samplers", () => {
  it("sequentialOrder counts", () => {
    assert.deepEqual([...sequentialOrder(4)], [0, 1, 2, 3]);
    assert.deepEqual([...sequentialOrder(0)], []);
  });

  it("shuffledOrder is a permutation that depends on seed and epoch alone", () => {
    const order = shuffledOrder(100, 3, 5);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [...sequentialOrder(100)],
    );
    assert.deepEqual(shuffledOrder(100, 3, 5), order);
    assert.notDeepEqual(shuffledOrder(100, 3, 6), order);
    assert.notDeepEqual(shuffledOrder(100, 4, 5), order);
  });

  it("batchCount counts a last batch that is not full, unless it is dropped", () => {
    assert.deepEqual([batchCount(10, 4, false), batchCount(10, 4, true)], [3, 2]);
    assert.deepEqual([batchCount(8, 4, false), batchCount(8, 4, true)], [2, 2]);
    assert.deepEqual([batchCount(0, 4, false), batchCount(3, 4, true)], [0, 0]);
  });
});
