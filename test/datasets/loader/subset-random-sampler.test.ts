import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SubsetRandomSampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("SubsetRandomSampler", () => {
  for (const { indices, seed, order } of goldenSamplers().subset)
    it(`orders [${indices}] as torch`, () => {
      const sampler = new SubsetRandomSampler(indices);
      assert.deepEqual([...sampler.indices(new Rng(seed))], order);
      assert.equal(sampler.length, order.length);
    });

  it("refuses what is no index", () => {
    for (const odd of [-1, 0.5, Number.NaN])
      assert.throws(() => new SubsetRandomSampler([0, odd]), /each index to be a whole number/);
  });

  it("has a fingerprint of its indices", () => {
    const [a, b] = [
      [1, 2],
      [2, 1],
    ].map((list) => new SubsetRandomSampler(list).fingerprint());
    assert.notEqual(a, b);
  });
});
