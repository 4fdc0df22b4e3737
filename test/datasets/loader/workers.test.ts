import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  DataLoader,
  type DataLoaderOptions,
  FashionMNIST,
  ImageFolder,
  padCollate,
  RandomSampler,
  randomSplit,
  TensorDataset,
} from "../../../src/datasets/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import {
  Compose,
  Normalize,
  RandomCrop,
  RandomHorizontalFlip,
  ToTensor,
} from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { fixture } from "../../support/paths.ts";
import { collect, lists } from "./counting.ts";
import { makeTrouble, troubleModule } from "./worker-data.ts";

const random = new Compose([new RandomCrop(20), new RandomHorizontalFlip(), new ToTensor()]);

// What batches hold, without the classes' private parts.
function plain(value: unknown): unknown {
  if (value instanceof Tensor) return [value.dtype, value.shape, [...value.hostData()]];
  return Array.isArray(value) ? value.map(plain) : value;
}

describe("DataLoader: workers", () => {
  it("gives the same batches for 0, 1, 2 and 8 workers, at any prefetch", async () => {
    const options = { batchSize: 7, shuffle: true, seed: 5 };
    const data = await ImageFolder.open(fixture("folder"), { transform: random });
    const epochs = async (more: DataLoaderOptions) => {
      await using loader = new DataLoader(data, { ...options, ...more });
      return plain([await collect(loader), await collect(loader)]);
    };
    const want = await epochs({ numWorkers: 0 });
    for (const more of [
      { numWorkers: 1 },
      { numWorkers: 2, prefetch: 1 },
      { numWorkers: 2, prefetch: 0, concurrency: 1 },
      { numWorkers: 8, prefetch: 8, concurrency: 4 },
    ])
      assert.deepEqual(await epochs(more), want, JSON.stringify(more));
  });

  it("gives each index once an epoch, for any batch size and number of workers", async () => {
    for (const numWorkers of [1, 2, 3]) {
      for (const [length, batchSize] of [
        [0, 2],
        [1, 3],
        [10, 3],
        [12, 4],
      ] as const) {
        for (const dropLast of [false, true]) {
          const data = makeTrouble({ length });
          const loader = lists(data, { batchSize, dropLast, numWorkers, shuffle: true });
          const got = (await collect(loader)).flat().map(([index]) => index);
          const kept = dropLast ? length - (length % batchSize) : length;
          assert.equal(new Set(got).size, kept);
          assert.equal(got.length, kept);
          await loader.close();
        }
      }
    }
  });

  it("resumes with another number of workers, again and again, and the next epoch is whole", async () => {
    const make = (numWorkers: number) =>
      lists(makeTrouble({ length: 22 }), { batchSize: 4, shuffle: true, seed: 2, numWorkers });
    const straight = make(0);
    const epochs = [await collect(straight), await collect(straight)];
    const got: unknown[] = [];
    let state = make(1).stateDict();
    for (const [numWorkers, count] of [
      [2, 1],
      [0, 2],
      [1, 1],
    ] as const) {
      const loader = make(numWorkers);
      loader.loadStateDict(JSON.parse(JSON.stringify(state)));
      let taken = 0;
      for await (const batch of loader) {
        got.push(batch);
        state = loader.stateDict();
        if (++taken === count) break;
      }
    }
    const last = make(2);
    last.loadStateDict(state);
    assert.deepEqual([...got, ...(await collect(last))], epochs[0]);
    assert.deepEqual(await collect(last), epochs[1]);
    await last.close();
  });

  it("sends memory datasets, subsets and samplers", async () => {
    const transform = new Compose([new ToTensor(), new Normalize([0.5], [0.5])]);
    const clothes = await FashionMNIST.open(fixture("fashion-mnist"), { train: false, transform });
    const [part] = randomSplit(clothes, [50, 950], new Rng(1));
    const rows = new TensorDataset(
      Tensor.fromData(
        Float32Array.from({ length: 30 }, (_, i) => i),
        [10, 3],
      ),
      Tensor.fromData(
        BigInt64Array.from({ length: 10 }, (_, i) => BigInt(i)),
        [10],
      ),
    );
    for (const data of [part!, rows]) {
      const sampler = new RandomSampler(data, { replacement: true });
      const read = async (numWorkers: number) => {
        await using loader = new DataLoader(data as never, { batchSize: 8, sampler, numWorkers });
        return plain(await collect(loader));
      };
      assert.deepEqual(await read(2), await read(0));
    }
  });

  it("moves a batch here without a copy: memory of its own, not shared", async () => {
    const data = await ImageFolder.open(fixture("folder"), { transform: new ToTensor() });
    await using loader = new DataLoader(data, {
      batchSize: 30,
      numWorkers: 1,
      collate: padCollate as never,
    });
    for await (const batch of loader) {
      for (const tensor of batch as unknown as Tensor[]) {
        const { buffer, byteLength } = tensor.hostData();
        assert.ok(buffer instanceof ArrayBuffer);
        assert.equal(buffer.byteLength, byteLength);
      }
    }
  });

  it("collates by a module's function in the worker, by any other here", async () => {
    const worker = {
      module: troubleModule({ length: 1 }).module,
      export: "makeSum",
      data: { factor: 2 },
    };
    const here = () => Tensor.fromData(Float32Array.of(-1, 0), [2]);
    const read = async (collate: typeof here & { worker?: typeof worker }) => {
      const data = makeTrouble({ length: 4 });
      await using loader = new DataLoader<unknown, Tensor>(data, {
        batchSize: 2,
        collate,
        numWorkers: 1,
      });
      return (await collect(loader)).map((sum) => [...sum.hostData()]);
    };
    assert.deepEqual(await read(here), [
      [-1, 0],
      [-1, 0],
    ]);
    assert.deepEqual(await read(Object.assign(() => here(), { worker })), [
      [2, 1],
      [10, 1],
    ]);
  });

  it("keeps few batches in memory", async () => {
    const times = new Int32Array(new SharedArrayBuffer(4));
    // "throw" never happens: the counter passes `until` at once, so it only counts sample 39.
    const data = makeTrouble({ length: 80, at: 39, how: "throw", times, until: 0 });
    const loader = lists(data, { batchSize: 4, numWorkers: 2, prefetch: 2 });
    let received = 0;
    for await (const _ of loader) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      received++;
      // Batch 9 may begin when batch 5 was received: 2 x 2 ahead of the one that is waited for.
      if (received < 5) assert.equal(Atomics.load(times, 0), 0, `batch ${received}`);
    }
    assert.equal(Atomics.load(times, 0), 1);
    await loader.close();
  });

  it("decides by itself: workers for files and transforms that can be sent, else none", async () => {
    const open = (transform: unknown) =>
      ImageFolder.open(fixture("folder"), { transform: transform as Compose });
    const workers = async (data: object, more = {}) =>
      new DataLoader(data as never, more).numWorkers > 0;
    const several = (await import("node:os")).availableParallelism() > 1;
    assert.equal(await workers(await open(random)), several);
    assert.equal(await workers(await open((image: unknown) => image)), false);
    assert.equal(
      await workers(await open(new Compose([(image: unknown) => image as never]))),
      false,
    );
    assert.equal(await workers(makeTrouble({ length: 2 })), several);
    assert.equal(await workers(makeTrouble({ length: 2, sync: true })), false);
    assert.equal(await workers({ length: 2, get: async () => 1 }), false);
    const worker = troubleModule({ length: 2 });
    assert.equal(await workers({ length: 2, get: async () => 1 }, { worker }), several);
    assert.equal(new DataLoader(makeTrouble({ length: 2 }), { numWorkers: 5 }).numWorkers, 5);
  });

  it("says why a dataset cannot be sent where workers are asked for", async () => {
    const data = await ImageFolder.open(fixture("folder"), { transform: (image) => image });
    assert.throws(() => new DataLoader(data, { numWorkers: 1 }), {
      message:
        /^ImageFolder: expected a transform that can be sent to a worker thread, got function .*; use transforms of the package, or name a module/,
    });
    const pipeline = new Compose([(image: unknown) => image as never]);
    const piped = await ImageFolder.open(fixture("folder"), { transform: pipeline });
    assert.throws(() => new DataLoader(piped, { numWorkers: 1 }), /got Compose.toJSON: expected/);
  });

  it("makes any dataset by a module in each worker", async () => {
    const options = { length: 9 };
    const data = { length: 9, get: makeTrouble(options).get };
    const worker = { ...troubleModule(options), resourceLimits: { maxOldGenerationSizeMb: 200 } };
    const read = async (more: object) => {
      await using loader = lists(data, { batchSize: 4, ...more });
      return await collect(loader);
    };
    assert.deepEqual(await read({ worker, numWorkers: 2 }), await read({ numWorkers: 0 }));
  });
});
