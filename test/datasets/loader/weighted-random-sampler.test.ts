import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WeightedRandomSampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("WeightedRandomSampler", () => {
  for (const { weights, count, replacement, seed, indices } of goldenSamplers().weighted)
    it(`draws as torch.multinomial: ${count} of [${weights}], replacement ${replacement}`, () => {
      const sampler = new WeightedRandomSampler(weights, count, { replacement });
      assert.deepEqual([...sampler.indices(new Rng(seed))], indices);
    });

  it("draws in proportion to the weights", () => {
    const counts = [0, 0, 0, 0];
    const sampler = new WeightedRandomSampler([1, 0, 2, 5], 16_000);
    for (const index of sampler.indices(new Rng(3))) counts[index]!++;
    for (const [i, share] of [2000, 0, 4000, 10_000].entries())
      assert.ok(Math.abs(counts[i]! - share) <= 300, `${counts}`);
  });

  it("gives each once without replacement, never one of weight 0", () => {
    const weights = [3, 0, 1, 0, 2];
    for (let seed = 0; seed < 50; seed++) {
      const sampler = new WeightedRandomSampler(weights, 3, { replacement: false });
      assert.deepEqual([...sampler.indices(new Rng(seed))].sort(), [0, 2, 4]);
    }
  });

  it("refuses weights that are none", () => {
    for (const odd of [-1, Number.NaN, Infinity])
      assert.throws(() => new WeightedRandomSampler([1, odd], 2), /finite weights of at least 0/);
    assert.throws(() => new WeightedRandomSampler([0, 0], 2), /expected a weight above 0/);
    assert.throws(() => new WeightedRandomSampler([], 2), /expected a weight above 0/);
    assert.throws(() => new WeightedRandomSampler([1], 0), /numSamples/);
    assert.throws(
      () => new WeightedRandomSampler([1, 0, 2], 3, { replacement: false }),
      /at most 2 samples, as many as weights above 0, got 3/,
    );
  });
});
