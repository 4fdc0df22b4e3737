import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DistributedSampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("DistributedSampler", () => {
  it("shares as torch, in every epoch, with and without shuffling and dropLast", () => {
    for (const { n, replicas, shuffle, dropLast, epoch, ranks } of goldenSamplers().distributed) {
      for (const [rank, want] of ranks.entries()) {
        const options = { numReplicas: replicas, rank, shuffle, dropLast, seed: 5 };
        const sampler = new DistributedSampler({ length: n }, options);
        const where = JSON.stringify({ n, ...options, epoch });
        assert.deepEqual([...sampler.indices(new Rng(9), epoch)], want, where);
        assert.equal(sampler.length, want.length, where);
        sampler.setEpoch(epoch);
        assert.deepEqual([...sampler.indices()], want, where);
      }
    }
  });

  it("refuses ranks that are not there, and empty data", () => {
    const make = (rank: number, length = 4) =>
      new DistributedSampler({ length }, { numReplicas: 2, rank });
    assert.throws(() => make(2), /rank to be a whole number in \[0, 1\], got 2/);
    assert.throws(() => make(-1), /rank/);
    assert.throws(() => make(0, 0), /a dataset with samples/);
  });

  it("has one fingerprint for all ranks", () => {
    const print = (rank: number, numReplicas = 2) =>
      new DistributedSampler([1, 2], { numReplicas, rank }).fingerprint();
    assert.equal(print(0), print(1));
    assert.notEqual(print(0), print(0, 3));
  });
});
