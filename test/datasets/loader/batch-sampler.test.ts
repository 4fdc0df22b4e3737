import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BatchSampler, RandomSampler, SequentialSampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { goldenSamplers } from "./golden-samplers.ts";

describe("BatchSampler", () => {
  it("cuts as torch", () => {
    for (const { n, size, dropLast, length, batches } of goldenSamplers().batches) {
      const sampler = new BatchSampler(new SequentialSampler({ length: n }), size, dropLast);
      const got = sampler.batches(new Rng(0), 0).map((batch) => [...batch]);
      assert.deepEqual([got, sampler.length], [batches, length]);
    }
  });

  it("takes any sampler, and passes generator and epoch on", () => {
    const order = new RandomSampler({ length: 5 }).indices(new Rng(4));
    const random = new BatchSampler(new RandomSampler({ length: 5 }), 3);
    assert.deepEqual(random.batches(new Rng(4), 0), [order.subarray(0, 3), order.subarray(3)]);
    const epochs: number[] = [];
    const indices = (_: unknown, epoch: number) => {
      epochs.push(epoch);
      return [1];
    };
    new BatchSampler({ length: 1, indices, fingerprint: () => "" }, 1).batches(new Rng(0), 6);
    assert.deepEqual(epochs, [6]);
  });

  it("refuses empty batches", () => {
    assert.throws(() => new BatchSampler(new SequentialSampler([]), 0), /batchSize/);
  });
});
