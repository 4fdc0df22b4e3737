import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BatchLoader, type BatchLoaderOptions } from "../../../src/datasets/loader/batch-loader.ts";
import { defaultCollate } from "../../../src/datasets/loader/collate.ts";
import { runEpoch } from "../../../src/datasets/loader/run-epoch.ts";
import { memory } from "./counting.ts";
import { makeTrouble, TextStream } from "./worker-data.ts";

const make = (dataset: BatchLoaderOptions["dataset"], more: Partial<BatchLoaderOptions> = {}) =>
  new BatchLoader({ dataset, collate: defaultCollate, skip: [], ...more });

describe("BatchLoader", () => {
  it("loads ahead: not from memory, some without workers, some for each worker", () => {
    const files = makeTrouble({ length: 4 });
    assert.equal(make(memory(4)).ahead, 0);
    assert.equal(make(files, { numWorkers: 0 }).ahead, 2);
    assert.equal(make(files, { numWorkers: 3 }).ahead, 6);
    assert.equal(make(files, { numWorkers: 3, prefetch: 1 }).ahead, 3);
    assert.deepEqual([make(memory(4)).immediate, make(files).immediate], [true, false]);
  });

  it("gives boards that its threads can see", () => {
    const files = makeTrouble({ length: 4 });
    assert.ok(make(files, { numWorkers: 1 }).board(3).buffer instanceof SharedArrayBuffer);
    assert.ok(make(files, { numWorkers: 0 }).board(3).buffer instanceof ArrayBuffer);
  });
});

describe("runEpoch", () => {
  it("begins at any batch, of numbers and of streams", async () => {
    const plan = {
      length: 7,
      batchSize: 2,
      shuffle: false,
      dropLast: false,
      seed: 0,
      sampler: undefined,
      batchSampler: undefined,
    };
    const stream = { seed: 0, batchSize: 2, dropLast: false, rank: 0, worldSize: 1 };
    for (const dataset of [memory(7), new TextStream(7)]) {
      const loader = make(dataset, { numWorkers: 0, collate: (samples) => samples.flat().length });
      const numbered = dataset instanceof TextStream ? undefined : plan;
      const parts = { dataset, plan: numbered, stream, loader, timeout: 1000 };
      const got: unknown[] = [];
      for await (const { batch } of runEpoch(parts, { epoch: 0, from: 2, count: 4 }))
        got.push(batch);
      assert.deepEqual(got, numbered === undefined ? [4, 2] : [2, 1]);
    }
  });
});
