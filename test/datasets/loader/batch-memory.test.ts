import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  DataLoader,
  type DataLoaderOptions,
  type Dataset,
  ImageFolder,
  TensorDataset,
} from "../../../src/datasets/index.ts";
import { BatchMemory } from "../../../src/datasets/loader/batch-memory.ts";
import { defaultCollateInto } from "../../../src/datasets/loader/collate.ts";
import { realize, Tensor } from "../../../src/tensor/index.ts";
import { Compose, RandomCrop, Resize, ToTensor } from "../../../src/transforms/index.ts";
import { fixture } from "../../support/paths.ts";

const gone = /memory that was moved elsewhere/;
const transform = new Compose([new Resize(100), new RandomCrop(90), new ToTensor()]);

async function numbers(loader: DataLoader): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const [x, y] of loader) all.push([x.shape, [...x.hostData()], [...y.hostData()]]);
  return all;
}

describe("BatchMemory", () => {
  it("gives memory of just the size that is asked for, once, and drops what is old", () => {
    const memory = new BatchMemory();
    const [a, b, c] = [new ArrayBuffer(8), new ArrayBuffer(16), new ArrayBuffer(8)];
    memory.give([]);
    memory.give([a, b]);
    memory.give([c]);
    assert.equal(memory.take(4), undefined);
    assert.equal(memory.take(8), a);
    assert.equal(memory.take(8), c);
    assert.equal(memory.take(8), undefined);
    memory.keep(1);
    assert.equal(memory.take(16), b);
    memory.give([a]);
    memory.give([c]);
    memory.keep(2);
    memory.keep(1);
    assert.equal(memory.take(8), c);
    assert.equal(memory.take(8), undefined);
  });

  it("is what the default collate writes into", () => {
    const memory = new BatchMemory();
    const old = new Float32Array([9, 9, 9, 9]);
    memory.give([old.buffer]);
    const samples = [1, 2].map((i) => Tensor.fromData(new Float32Array([i, -i]), [2]));
    const batch = defaultCollateInto(memory)(samples) as Tensor;
    assert.equal(batch.hostData().buffer, old.buffer);
    assert.deepEqual([...batch.hostData()], [1, -1, 2, -2]);
    assert.deepEqual(batch.shape, [2, 2]);
  });
});

describe("DataLoader: reuseBatches", () => {
  it("gives the same batches over several epochs and after a resume", async () => {
    const data = await ImageFolder.open(fixture("folder"), { transform });
    const options = { batchSize: 3, shuffle: true, seed: 5 };
    await using plain = new DataLoader(data, { ...options, numWorkers: 0 });
    const want = [await numbers(plain), await numbers(plain)];
    for (const numWorkers of [0, 1, 2]) {
      const more = { ...options, numWorkers, reuseBatches: true };
      await using loader = new DataLoader(data, more);
      assert.deepEqual([await numbers(loader), await numbers(loader)], want);
      await using again = new DataLoader(data, more);
      again.loadStateDict({ ...again.stateDict(), epoch: 1, batch: 1 });
      assert.deepEqual(await numbers(again), want[1]!.slice(1));
    }
  });

  it("ends a batch when the next is asked for: its images throw, results stay", async () => {
    const data = await ImageFolder.open(fixture("folder"), { transform });
    for (const numWorkers of [0, 2]) {
      const options = { batchSize: 2, numWorkers };
      await using loader = new DataLoader(data, { ...options, reuseBatches: true });
      const [images, labels, sums, late]: Tensor[][] = [[], [], [], []];
      for await (const [x, y] of loader) {
        const sum = x.sum();
        await realize(sum);
        images!.push(x);
        labels!.push(y);
        sums!.push(sum);
        late!.push(x.mean());
      }
      assert.ok(images!.length > 2);
      for (const [i, x] of images!.entries()) {
        assert.throws(() => x.hostData(), gone);
        await assert.rejects(async () => late![i]!.data(), gone);
        assert.equal(labels![i]!.hostData().length, x.shape[0]);
        assert.ok(Number(sums![i]!.hostData()[0]) > 0);
      }
    }
  });

  it("waits for nobody: what is still being computed keeps its batch", async () => {
    const data = await ImageFolder.open(fixture("folder"), { transform });
    const sums = async (options: DataLoaderOptions) => {
      await using loader = new DataLoader(data, { batchSize: 2, ...options });
      const pending: Promise<unknown>[] = [];
      for await (const [x] of loader) pending.push(x.sum().data());
      return Promise.all(pending);
    };
    const want = await sums({ numWorkers: 0 });
    for (const numWorkers of [0, 2])
      assert.deepEqual(await sums({ numWorkers, reuseBatches: true }), want);
  });

  it("leaves batches of a collate of one's own alone, and those of a loop that was left", async () => {
    const rows = Array.from({ length: 6 }, (_, i) => new Float32Array(2 ** 15).fill(i));
    const data: Dataset<Tensor> = {
      length: 6,
      get: async (i) => Tensor.fromData(rows[i]!, [2 ** 15]),
    };
    const collate = (samples: readonly Tensor[]) => samples;
    const own = new DataLoader(data, { collate, batchSize: 2, numWorkers: 0, reuseBatches: true });
    for await (const _ of own);
    assert.ok(rows.every((row, i) => row.length === 2 ** 15 && row[9] === i));
    const loader = new DataLoader<Tensor, Tensor>(data, { reuseBatches: true });
    let last: Tensor | undefined;
    for await (const x of loader) {
      last = x;
      break;
    }
    assert.equal(last!.hostData()[5], 0);
    for await (const x of loader) last = x;
    assert.throws(() => last!.hostData(), gone);
    assert.ok(rows.every((row) => row.length === 2 ** 15));
  });

  it("writes into the batch before, without workers", async () => {
    const x = Tensor.fromData(new Float32Array(2 ** 18), [16, 2 ** 14]);
    const y = Tensor.fromData(new BigInt64Array(16), [16]);
    const options = { batchSize: 4, numWorkers: 0, reuseBatches: true };
    const loader = new DataLoader(new TensorDataset(x, y), options);
    const before = process.memoryUsage().arrayBuffers;
    for (let epoch = 0; epoch < 25; epoch++) for await (const _ of loader);
    assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 20 * 4);
  });
});
