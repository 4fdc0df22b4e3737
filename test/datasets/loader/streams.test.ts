import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { IterableDataset } from "../../../src/datasets/index.ts";
import { DataLoader, type DataLoaderOptions } from "../../../src/datasets/index.ts";
import { collect } from "./counting.ts";
import { TextStream } from "./worker-data.ts";

type Rows = readonly (readonly [number, number])[];
const options = { batchSize: 4, onError: "skip", seed: 3 } as const;
const stream = (
  count: number,
  more: DataLoaderOptions<[number, number], Rows> = {},
  known = false,
) =>
  new DataLoader<[number, number], Rows>(new TextStream(count, { known }), {
    ...options,
    collate: (samples) => samples,
    ...more,
  });

describe("DataLoader: streams", () => {
  it("gives the same batches for any number of workers, bad items left out", async () => {
    const read = async (numWorkers: number) => {
      await using loader = stream(31, { numWorkers });
      const epochs = [await collect(loader), await collect(loader)];
      assert.deepEqual(
        loader.skipped.map(({ epoch, index, error }) => [epoch, index, error.file]),
        [[1, 13, 'item "1013"']],
      );
      return epochs;
    };
    const want = await read(0);
    const numbers = Array.from({ length: 31 }, (_, i) => i).filter((i) => i !== 13);
    assert.deepEqual(
      want[0]!.flat().map(([number]) => number),
      numbers,
    );
    assert.deepEqual(
      want[1]!.flat().map(([number]) => number),
      numbers.map((i) => i + 1000),
    );
    assert.deepEqual(
      want[0]!.map((batch) => batch.length),
      [4, 4, 4, 3, 4, 4, 4, 3],
    );
    assert.equal(new Set(want.flat(2).map(([, draw]) => draw)).size, 60);
    for (const numWorkers of [1, 2]) assert.deepEqual(await read(numWorkers), want);
  });

  it("resumes at any batch, with another number of workers", async () => {
    const whole = await collect(stream(22, { numWorkers: 0 }));
    for (let k = 0; k <= 6; k++) {
      const first = stream(22, { numWorkers: 0 });
      if (k > 0) for await (const _ of first) if (first.stateDict().batch === k) break;
      const second = stream(22, { numWorkers: k === 2 ? 1 : 0 });
      second.loadStateDict(JSON.parse(JSON.stringify(first.stateDict())));
      assert.deepEqual(await collect(second), whole.slice(k), `batch ${k}`);
      assert.equal(second.epoch, 1);
      await second.close();
    }
  });

  it("closes the stream after a break, an error and the end, and reads little ahead", async () => {
    const data = new TextStream(400);
    const loader = new DataLoader<[number, number], Rows>(data, {
      ...options,
      onError: "raise",
      collate: (samples) => samples,
      numWorkers: 0,
      prefetch: 1,
    });
    for await (const _ of loader) break;
    assert.deepEqual([data.open, data.read <= 3 * 4], [0, true]);
    await assert.rejects(collect(loader), {
      message: /item "1013": expected sample 13 to load, got no 1013/,
    });
    assert.equal(data.open, 0);
    const short = new TextStream(5);
    await collect(new DataLoader(short, { collate: () => 0 as never }));
    assert.deepEqual([short.open, short.read], [0, 5]);
  });

  it("gives what came before a stream's own error", async () => {
    const data = new TextStream(30, { fails: 10 });
    const loader = new DataLoader(data, {
      ...options,
      collate: (rows) => rows as never,
      numWorkers: 0,
    });
    let got = 0;
    const reading = async () => {
      for await (const _ of loader) got++;
    };
    await assert.rejects(reading(), {
      message: /^DataLoader: expected the stream to go on after 10 items, got the shard is cut/,
    });
    assert.deepEqual([got, data.open], [2, 0]);
  });

  it("knows its length where the stream does", async () => {
    assert.equal(stream(22, {}, true).length, 6);
    assert.equal(stream(22, { dropLast: true }, true).length, 5);
    assert.equal((await collect(stream(22, { dropLast: true }))).length, 5);
    assert.throws(() => stream(22).length, /expected a stream of known length/);
  });

  it("passes rank and size on, and keeps the size in its state", async () => {
    const loader = stream(3, { rank: 1, worldSize: 2 });
    assert.deepEqual(
      (await collect(loader)).flat().map(([number]) => number),
      [1, 3, 5],
    );
    const state = loader.stateDict();
    assert.equal(state.worldSize, 2);
    assert.throws(() => stream(3).loadStateDict(state), { code: "MISMATCH" });
  });

  it("takes items as samples where there is nothing to load, without workers", async () => {
    const plain: IterableDataset<number> = { iterate: ({ skip }) => [5, 6, 7].slice(skip) };
    const loader = new DataLoader(plain, { batchSize: 2 });
    assert.equal(loader.numWorkers, 0);
    const [first] = await collect(loader);
    assert.deepEqual([...(first as unknown as { hostData(): BigInt64Array }).hostData()], [5n, 6n]);
    assert.throws(() => new DataLoader(plain, { numWorkers: 1 }), /can be sent to worker threads/);
  });

  it("refuses an order from outside", () => {
    const refused: readonly DataLoaderOptions<[number, number], Rows>[] = [
      { shuffle: true },
      { sampler: { length: 1, indices: () => [0], fingerprint: () => "" } },
    ];
    for (const more of refused) assert.throws(() => stream(3, more), /for a stream/);
  });
});
