import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DataLoader, FashionMNIST } from "../../../src/datasets/index.ts";
import { fixture } from "../../support/paths.ts";
import { Counting, collect, drawing, type Lists, lists } from "./counting.ts";

describe("DataLoader: position", () => {
  const options = { batchSize: 4, shuffle: true, seed: 9 };
  const fresh = (sync = false) => lists(drawing(22, sync), options);
  const total = fresh().length;

  // Takes `count` batches of an epoch and leaves.
  async function take<S>(loader: Lists<S>, count: number): Promise<(readonly S[])[]> {
    const got: (readonly S[])[] = [];
    if (count > 0)
      for await (const batch of loader) {
        got.push(batch);
        if (got.length === count) break;
      }
    return got;
  }

  for (const sync of [false, true]) {
    it(`continues with the batches that would have come (${sync ? "in memory" : "read"})`, async () => {
      const straight = fresh(sync);
      const epochs = [await collect(straight), await collect(straight), await collect(straight)];
      for (let k = 0; k <= total; k++) {
        const first = fresh(sync);
        const before = [await collect(first), await take(first, k)];
        const state = JSON.parse(JSON.stringify(first.stateDict()));
        assert.deepEqual([state.epoch, state.batch], [1, k]);
        const resumed = fresh(sync);
        resumed.loadStateDict(state);
        assert.deepEqual(resumed.stateDict(), state);
        const rest = await collect(resumed);
        assert.deepEqual([before[0], [...before[1]!, ...rest]], epochs.slice(0, 2), `k ${k}`);
        assert.deepEqual(await collect(resumed), epochs[2], `after k ${k}`);
      }
    });
  }

  it("continues more than once, also in the same loader", async () => {
    const epoch = await collect(fresh());
    const one = fresh();
    const a = await take(one, 2);
    const two = fresh();
    two.loadStateDict(one.stateDict());
    const b = await take(two, 3);
    assert.equal(two.stateDict().batch, 5);
    one.loadStateDict(two.stateDict());
    assert.deepEqual([...a, ...b, ...(await collect(one))], epoch);
  });

  it("counts what was received, not what was loaded ahead", async () => {
    const data = new Counting(40, () => 0);
    const loader = lists(data, { batchSize: 4, prefetch: 5 });
    assert.deepEqual([loader.stateDict().epoch, loader.stateDict().batch], [0, 0]);
    let received = 0;
    for await (const _ of loader) {
      received++;
      for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
      if (received < 5) assert.ok(data.begun.length > received * 4);
      assert.deepEqual([loader.stateDict().epoch, loader.stateDict().batch], [0, received]);
    }
    assert.deepEqual([loader.stateDict().epoch, loader.stateDict().batch], [1, 0]);
  });

  it("moves to the next epoch after a break, and to any by setEpoch", async () => {
    const loader = fresh();
    const epochs = [await collect(loader), await collect(loader)];
    loader.setEpoch(0);
    assert.equal(loader.epoch, 0);
    assert.deepEqual(await take(loader, 2), epochs[0]!.slice(0, 2));
    assert.deepEqual([loader.epoch, loader.stateDict().batch], [0, 2]);
    assert.deepEqual(await collect(loader), epochs[1]);
    assert.equal(loader.epoch, 2);
    assert.throws(() => loader.setEpoch(-1), { code: "INVALID_ARGUMENT" });
  });

  it("keeps a loaded position where setEpoch says the same epoch, and drops it otherwise", async () => {
    const epochs = [await collect(fresh())];
    const state = { ...fresh().stateDict(), batch: 4 };
    const loader = fresh();
    loader.loadStateDict(state);
    loader.setEpoch(0);
    assert.deepEqual(await collect(loader), epochs[0]!.slice(4));
    loader.loadStateDict(state);
    loader.setEpoch(1);
    assert.equal((await collect(loader)).length, total);
  });

  it("is small, and belongs to the data and options it was made with", async () => {
    const data = await FashionMNIST.open(fixture("fashion-mnist"), { train: false });
    const state = new DataLoader(data, { batchSize: 4 }).stateDict();
    assert.ok(JSON.stringify(state).length < 1024);
    const other = await FashionMNIST.open(fixture("fashion-mnist"));
    const loader = new DataLoader(other, { batchSize: 8, shuffle: true });
    assert.throws(() => loader.loadStateDict(state), {
      code: "MISMATCH",
      message:
        /length 6000, batchSize 8, shuffle true, dataset \w+, got "length 1000, batchSize 4,/,
    });
  });
});
