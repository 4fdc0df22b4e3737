import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  cropIndices,
  padIndices,
  pillowNearest,
  torchNearest,
} from "../../../src/transforms/kernels/indices.ts";

describe("index tables", () => {
  test("a crop is a run, -1 outside", () => {
    assert.deepEqual([...cropIndices(4, 1, 2)], [1, 2]);
    assert.deepEqual([...cropIndices(3, -2, 7)], [-1, -1, 0, 1, 2, -1, -1]);
    assert.deepEqual([...cropIndices(3, 5, 2)], [-1, -1]);
  });

  test("borders follow NumPy's pad, wider than the axis too", () => {
    const pad = (mode: Parameters<typeof padIndices>[3]) => [...padIndices(3, 4, 5, mode)];
    assert.deepEqual(pad("constant"), [-1, -1, -1, -1, 0, 1, 2, -1, -1, -1, -1, -1]);
    assert.deepEqual(pad("edge"), [0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2]);
    assert.deepEqual(pad("reflect"), [0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1]);
    assert.deepEqual(pad("symmetric"), [2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1]);
    assert.deepEqual([...padIndices(1, 2, 1, "reflect")], [0, 0, 0, 0]);
  });

  test("the three nearest-neighbour rules differ where they should", () => {
    assert.deepEqual([...pillowNearest(6, 3)], [1, 3, 5]);
    assert.deepEqual([...torchNearest(6, 3, 0.5)], [1, 3, 5]);
    assert.deepEqual([...torchNearest(6, 3, 0)], [0, 2, 4]);
    assert.deepEqual([...pillowNearest(2, 5)], [0, 0, 1, 1, 1]);
    assert.deepEqual([...torchNearest(2, 5, 0)], [0, 0, 0, 1, 1]);
  });

  test("every position lies inside, for all sizes up to 40", () => {
    for (let from = 1; from <= 40; from++)
      for (let to = 1; to <= 40; to++)
        for (const at of [
          pillowNearest(from, to),
          torchNearest(from, to, 0),
          torchNearest(from, to, 0.5),
        ])
          assert.ok(at.every((i) => i >= 0 && i < from));
  });
});
