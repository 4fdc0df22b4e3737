import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  DataLoader,
  type DataLoaderOptions,
  type Dataset,
  FashionMNIST,
  ImageFolder,
} from "../../../src/datasets/index.ts";
import type { Image } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { fixture } from "../../support/paths.ts";
import { asList, Counting, collect, drawing, memory } from "./counting.ts";

type Lists<S> = DataLoader<S, readonly S[]>;

function lists<S>(data: Dataset<S>, options: DataLoaderOptions<S, readonly S[]> = {}): Lists<S> {
  return new DataLoader(data, { collate: asList, ...options });
}

describe("DataLoader: batches", () => {
  it("gives each index exactly once an epoch", async () => {
    for (let n = 0; n <= 50; n++) {
      for (let batchSize = 1; batchSize <= 9; batchSize++) {
        for (const dropLast of [false, true]) {
          const shuffle = (n + batchSize) % 2 === 0;
          const data = n % 3 === 0 ? new Counting(n, () => 0) : memory(n);
          const loader = lists(data, { batchSize, dropLast, shuffle });
          const batches = await collect(loader);
          const kept = dropLast ? n - (n % batchSize) : n;
          const where = `n ${n}, batch ${batchSize}, dropLast ${dropLast}`;
          assert.equal(batches.length, loader.length, where);
          assert.ok(
            batches.slice(0, -1).every((batch) => batch.length === batchSize),
            where,
          );
          const seen = batches.flat();
          assert.equal(seen.length, kept, where);
          assert.equal(new Set(seen).size, kept, where);
          assert.ok(
            seen.every((index) => index >= 0 && index < n),
            where,
          );
          if (!shuffle) assert.deepEqual(seen, [...new Array(kept).keys()], where);
        }
      }
    }
  });

  it("shuffles each epoch anew, each a function of seed and epoch", async () => {
    const options = { batchSize: 7, shuffle: true, seed: 3 };
    const loader = lists(memory(40), options);
    const epochs = [await collect(loader), await collect(loader), await collect(loader)];
    assert.equal(new Set(epochs.map(String)).size, 3);
    for (const [epoch, batches] of epochs.entries()) {
      const alone = lists(new Counting(40), options);
      alone.setEpoch(epoch);
      assert.deepEqual(await collect(alone), batches);
    }
    const other = lists(memory(40), { ...options, seed: 4 });
    assert.notDeepEqual(await collect(other), epochs[0]);
  });

  it("gives samples the same draws whatever the batches, order and concurrency", async () => {
    const sorted = async (sync: boolean, options: object) => {
      const batches = await collect(lists(drawing(30, sync), { seed: 5, ...options }));
      return batches.flat().sort((a, b) => a[0] - b[0]);
    };
    const want = await sorted(true, {});
    assert.equal(new Set(want.map(([, draw]) => draw)).size, 30);
    assert.deepEqual(await sorted(false, { batchSize: 4, concurrency: 3 }), want);
    assert.deepEqual(await sorted(false, { batchSize: 9, shuffle: true, prefetch: 0 }), want);
    assert.deepEqual(await sorted(true, { batchSize: 30, shuffle: true }), want);
    assert.notDeepEqual(await sorted(true, { seed: 6 }), want);
  });

  it("bounds the samples under way and the batches ahead", async () => {
    const data = new Counting(60, () => 2);
    const loader = lists(data, { batchSize: 5, concurrency: 3, prefetch: 2 });
    let received = 0;
    for await (const batch of loader) {
      received += batch.length;
      assert.ok(data.begun.length <= received + 2 * 5);
    }
    assert.equal(data.most, 3);
    assert.equal(received, 60);
  });

  it("lets two loops over one loader run at once, each its own epoch", async () => {
    const loader = lists(new Counting(20), { batchSize: 3, shuffle: true });
    const both = await Promise.all([collect(loader), collect(loader)]);
    const again = lists(memory(20), { batchSize: 3, shuffle: true });
    assert.deepEqual(both, [await collect(again), await collect(again)]);
  });

  it("makes Tensors of images and labels", async () => {
    const transform = ({ data, width, height }: Image) =>
      Tensor.fromData(Float32Array.from(data), [1, height, width]);
    const data = await FashionMNIST.open(fixture("fashion-mnist"), { train: false, transform });
    const loader = new DataLoader(data, { batchSize: 300 });
    const shapes: unknown[] = [];
    for await (const [images, labels] of loader)
      shapes.push([images.shape, images.dtype, labels.shape, labels.dtype]);
    assert.deepEqual(shapes[0], [[300, 1, 28, 28], "float32", [300], "int64"]);
    assert.deepEqual(shapes[3], [[100, 1, 28, 28], "float32", [100], "int64"]);
  });

  it("reads a folder in order, with several decodes at once", async () => {
    const folder = await ImageFolder.open(fixture("folder"), {
      transform: (image) => image.data[300]!,
    });
    const wide = await collect(lists(folder, { batchSize: 7, concurrency: 8 }));
    const narrow = await collect(lists(folder, { batchSize: 7, concurrency: 1, prefetch: 0 }));
    assert.deepEqual(wide, narrow);
    assert.deepEqual(
      wide.flat().map(([, label]) => label),
      folder.targets,
    );
  });
});

describe("DataLoader: errors and leaving", () => {
  const broken = (bad: readonly number[]): Dataset<number> => {
    const data = new Counting(30);
    const get = async (index: number) => {
      if (bad.includes(index)) throw new Error(`no ${index}`);
      return data.get(index);
    };
    return { length: 30, get };
  };

  it("gives the batches before a bad sample, then names it", async () => {
    const got: number[] = [];
    const loader = lists(broken([25, 13]), { batchSize: 4 });
    const reading = async () => {
      for await (const batch of loader) got.push(...batch);
    };
    await assert.rejects(reading(), {
      message: /^DataLoader: expected sample 13 to load, got no 13/,
    });
    assert.deepEqual(got, [...new Array(12).keys()]);
    assert.equal(loader.stateDict().batch, 3);
  });

  it("names the samples that do not make a batch", async () => {
    const data: Dataset = { length: 3, get: async (index) => (index === 2 ? "x" : 1) };
    await assert.rejects(collect(new DataLoader(data, { batchSize: 3 })), {
      message: /^DataLoader: expected samples \[0, 1, 2\] to collate, got defaultCollate: .*; /,
    });
  });

  it("leaves nothing running after a break, nor an error that nobody handles", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      const data = new Counting(30, () => 5);
      const loader = lists(data, { batchSize: 4, concurrency: 3 });
      for await (const _ of loader) break;
      const begun = data.begun.length;
      assert.equal(data.active, 0);
      for await (const _ of lists(broken([5, 9]), { batchSize: 4, prefetch: 3 })) break;
      for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
      assert.equal(data.begun.length, begun);
      assert.deepEqual(unhandled, []);
    } finally {
      process.off("unhandledRejection", note);
    }
  });

  it("works again after a break and after an error", async () => {
    const loader = lists(new Counting(9), { batchSize: 2 });
    for await (const _ of loader) break;
    assert.equal((await collect(loader)).flat().length, 9);
  });

  it("refuses options that it cannot take", () => {
    const refused: readonly [DataLoaderOptions, RegExp][] = [
      [{ batchSize: 0 }, /batchSize/],
      [{ batchSize: 1.5 }, /batchSize/],
      [{ seed: 0.5 }, /seed/],
      [{ concurrency: 0 }, /concurrency/],
      [{ prefetch: -1 }, /prefetch/],
      [{ numWorkers: -1 }, /numWorkers/],
      [{ numWorkers: 2 }, /expected numWorkers 0: samples load in this thread.*; leave numWorkers/],
    ];
    for (const [options, message] of refused)
      assert.throws(() => new DataLoader(memory(3), options), {
        code: "INVALID_ARGUMENT",
        message,
      });
  });
});

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
