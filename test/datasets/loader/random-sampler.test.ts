import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RandomSampler } from "../../../src/datasets/index.ts";
import { shuffledOrder } from "../../../src/datasets/loader/sampler.ts";
import { Rng, rngFor } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("RandomSampler", () => {
  for (const { n, options, seed, indices } of goldenSamplers().random)
    it(`draws as torch: ${n} ${JSON.stringify(options)}`, () => {
      const { replacement = false, num_samples: numSamples = n } = options;
      const sampler = new RandomSampler({ length: n }, { replacement, numSamples });
      assert.deepEqual([...sampler.indices(new Rng(seed))], indices);
      assert.equal(sampler.length, indices.length);
    });

  it("is what shuffle: true does", () => {
    const order = new RandomSampler({ length: 50 }).indices(rngFor(3, 2));
    assert.deepEqual(order, shuffledOrder(50, 3, 2));
  });

  it("refuses an empty dataset, unless nothing is asked of it", () => {
    assert.throws(() => new RandomSampler([], { numSamples: 1 }), {
      message: /^RandomSampler: expected a dataset with samples, got 0/,
    });
    assert.deepEqual([...new RandomSampler([]).indices(new Rng(0))], []);
    assert.throws(() => new RandomSampler([1], { numSamples: -1 }), /numSamples/);
  });

  it("has a fingerprint of all that matters", () => {
    const prints = [
      new RandomSampler([1, 2]),
      new RandomSampler([1, 2, 3]),
      new RandomSampler([1, 2], { numSamples: 3 }),
      new RandomSampler([1, 2], { replacement: true }),
    ].map((sampler) => sampler.fingerprint());
    assert.equal(new Set(prints).size, 4);
  });
});
