import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RASampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("RASampler", () => {
  it("repeats and deals out as torchvision's training script", () => {
    for (const { n, replicas, shuffle, repetitions, ranks } of goldenSamplers().repeated) {
      for (const [rank, want] of ranks.entries()) {
        const options = { numReplicas: replicas, rank, shuffle, repetitions, seed: 7 };
        const sampler = new RASampler({ length: n }, options);
        assert.deepEqual([...sampler.indices(new Rng(0), 1)], want, JSON.stringify(options));
        assert.equal(sampler.length, want.length);
      }
    }
  });

  it("refuses no repetition", () => {
    const options = { numReplicas: 1, rank: 0, repetitions: 0 };
    assert.throws(() => new RASampler([1], options), /repetitions/);
  });
});
