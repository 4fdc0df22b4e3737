import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  DataLoader,
  type DataLoaderOptions,
  type Dataset,
  FashionMNIST,
  ImageFolder,
} from "../../../src/datasets/index.ts";
import type { Image } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import {
  Compose,
  Normalize,
  RandomCrop,
  RandomHorizontalFlip,
  ToTensor,
} from "../../../src/transforms/index.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { fixture } from "../../support/paths.ts";
import { Counting, collect, drawing, lists, memory } from "./counting.ts";

describe("DataLoader: batches", () => {
  it("tells which samples a batch has, without loading them", async () => {
    for (const shuffle of [false, true]) {
      for (const dropLast of [false, true]) {
        const data = new Counting(11, () => 0);
        const loader = lists(data, { batchSize: 4, shuffle, dropLast, seed: 2 });
        const asked = [0, 1].map((epoch) =>
          Array.from({ length: loader.length }, (_, batch) => [...loader.indices(epoch, batch)]),
        );
        assert.deepEqual(data.begun, []);
        assert.deepEqual([await collect(loader), await collect(loader)], asked);
      }
    }
    const loader = lists(memory(11), { batchSize: 4 });
    assert.throws(() => loader.indices(0, 3), /batch to be a whole number in \[0, 2\], got 3/);
    assert.throws(() => loader.indices(-1, 0), { code: "INVALID_ARGUMENT" });
  });

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
      for await (const _ of lists(broken([5, 9]), { batchSize: 4, prefetch: 3 })) {
        for (let turn = 0; turn < 20; turn++) await setImmediate(); // 5 and 9 fail meanwhile
        break;
      }
      for (let turn = 0; turn < 20; turn++) await setImmediate();
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
      [
        { numWorkers: 2 },
        /expected a dataset that can be sent to worker threads.*; name a module that/,
      ],
    ];
    for (const [options, message] of refused)
      assert.throws(() => new DataLoader(memory(3), options), {
        code: "INVALID_ARGUMENT",
        message,
      });
  });
});

describe("DataLoader: with the transforms of the package", () => {
  const pipeline = new Compose([new ToTensor(), new Normalize([0.5], [0.5])]);

  it("makes normalised batches of Fashion-MNIST", async () => {
    const data = await FashionMNIST.open(fixture("fashion-mnist"), {
      train: false,
      transform: pipeline,
    });
    const loader: DataLoader = new DataLoader(data, { batchSize: 64, shuffle: true });
    for await (const [images, labels] of loader) {
      assert.deepEqual([images.shape, labels.shape], [[64, 1, 28, 28], [64]]);
      const values = images.hostData() as Float32Array;
      assert.ok(values.every((value) => value >= -1 && value <= 1));
      assert.ok(values.some((value) => value === -1) && values.some((value) => value > 0.9));
      break;
    }
  });

  it("crops and flips each image of a folder as its index says, in any order", async () => {
    const random = new Compose([new RandomCrop(20), new RandomHorizontalFlip(), new ToTensor()]);
    const data = await ImageFolder.open(fixture("folder"), { transform: random });
    const digest = async (options: object): Promise<Map<number, string>> => {
      const noted = {
        length: data.length,
        get: async (index: number, rng?: Rng) => [(await data.get(index, rng))[0], index],
      };
      const found = new Map<number, string>();
      for await (const [images, indices] of new DataLoader(noted, { batchSize: 7, ...options })) {
        const size = 3 * 20 * 20;
        for (const [i, index] of [...indices.hostData()].entries()) {
          found.set(Number(index), String(images.hostData().subarray(i * size, (i + 1) * size)));
        }
      }
      assert.equal(found.size, 60);
      return new Map([...found].sort(([a], [b]) => a - b));
    };
    const plain = await digest({});
    assert.deepEqual(await digest({ shuffle: true, concurrency: 5 }), plain);
    assert.notDeepEqual(await digest({ seed: 1 }), plain);
  });
});
