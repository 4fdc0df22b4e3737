import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SequentialSampler } from "../../../src/datasets/index.ts";

describe("SequentialSampler", () => {
  it("counts", () => {
    const sampler = new SequentialSampler([7, 8, 9]);
    assert.deepEqual([sampler.length, [...sampler.indices()]], [3, [0, 1, 2]]);
    assert.deepEqual([...new SequentialSampler([]).indices()], []);
  });

  it("has a fingerprint of its length", () => {
    assert.notEqual(
      new SequentialSampler([1]).fingerprint(),
      new SequentialSampler([]).fingerprint(),
    );
  });
});
