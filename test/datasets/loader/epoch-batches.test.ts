import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  DataLoader,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from "../../../src/datasets/index.ts";
import {
  type BatchPlan,
  batchesOf,
  countBatches,
} from "../../../src/datasets/loader/epoch-batches.ts";
import { shuffledOrder } from "../../../src/datasets/loader/sampler.ts";
import { rngFor } from "../../../src/util/rng.ts";
import { collect, drawing, lists, memory } from "./counting.ts";

const plan: BatchPlan = {
  length: 10,
  batchSize: 4,
  shuffle: false,
  dropLast: false,
  seed: 3,
  sampler: undefined,
  batchSampler: undefined,
};
const all = (one: BatchPlan, epoch = 0) =>
  Array.from({ length: countBatches(one) }, (_, i) => [...batchesOf(one, epoch)(i)]);

describe("batchesOf", () => {
  it("cuts the order", () => {
    assert.deepEqual(all(plan), [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    assert.deepEqual(all({ ...plan, dropLast: true }).length, 2);
    assert.deepEqual(all({ ...plan, shuffle: true }, 2).flat(), [...shuffledOrder(10, 3, 2)]);
  });

  it("asks samplers with the generator of seed and epoch", () => {
    const sampler = new SubsetRandomSampler([5, 6, 7, 8, 9]);
    const order = [...sampler.indices(rngFor(3, 1))];
    assert.deepEqual(all({ ...plan, sampler }, 1), [order.slice(0, 4), order.slice(4)]);
    const fingerprint = () => "";
    const batches = (_: unknown, epoch: number) => [[epoch], [1, 2, 3]];
    const batchSampler = { length: 2, batches, fingerprint };
    assert.deepEqual(all({ ...plan, batchSampler }, 7), [[7], [1, 2, 3]]);
  });

  it("refuses indices outside the dataset", () => {
    for (const odd of [10, -1, 0.5]) {
      const sampler = { length: 1, indices: () => [odd], fingerprint: () => "" };
      assert.throws(() => all({ ...plan, sampler }), /indices of the sampler below .* 10, got/);
    }
  });
});

describe("DataLoader: samplers", () => {
  const weights = Array.from({ length: 22 }, (_, i) => i);
  const make = (more = {}) => {
    const sampler = new WeightedRandomSampler(weights, 30);
    return lists(drawing(22, false), { batchSize: 4, sampler, seed: 5, ...more });
  };

  it("draw anew in each epoch, repeat, and resume exactly", async () => {
    const epochs = [await collect(make()), await collect(make())];
    assert.deepEqual(epochs[0], epochs[1]);
    assert.equal(epochs[0]!.length, 8);
    const loader = make();
    loader.setEpoch(1);
    const second = await collect(loader);
    assert.notDeepEqual(second, epochs[0]);
    for (let k = 1; k < 8; k += 3) {
      const first = make();
      for await (const _ of first) if (first.stateDict().batch === k) break;
      const resumed = make();
      resumed.loadStateDict(JSON.parse(JSON.stringify(first.stateDict())));
      assert.deepEqual(await collect(resumed), epochs[0]!.slice(k));
      assert.deepEqual(await collect(resumed), second);
    }
  });

  it("belong to the state", () => {
    const state = make().stateDict();
    assert.match(state.sampler!, /^WeightedRandomSampler 30/);
    const other = make({ sampler: new WeightedRandomSampler(weights, 31) });
    assert.throws(() => other.loadStateDict(state), {
      code: "MISMATCH",
      message: /with .*sampler/,
    });
    const none = lists(memory(22), { batchSize: 4, seed: 5 });
    assert.throws(() => none.loadStateDict(state), {
      code: "MISMATCH",
      message: /sampler undefined/,
    });
  });

  it("exclude what they decide", () => {
    const sampler = new WeightedRandomSampler([1], 1);
    const batchSampler = { length: 0, batches: () => [], fingerprint: () => "" };
    for (const options of [
      { sampler, shuffle: true },
      { batchSampler, batchSize: 2 },
      { batchSampler, sampler },
      { batchSampler, dropLast: true },
    ])
      assert.throws(() => new DataLoader(memory(3), options), /expected no \w+ beside \w+/);
  });
});
