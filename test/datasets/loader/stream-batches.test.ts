import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isIterableDataset } from "../../../src/datasets/loader/iterable-dataset.ts";
import { streamBatches } from "../../../src/datasets/loader/stream-batches.ts";
import { collect } from "./counting.ts";

const where = { seed: 0, epoch: 0, rank: 0, worldSize: 1, skip: 0 };
const numbers = { iterate: ({ skip }: { skip: number }) => [0, 1, 2, 3, 4, 5, 6].slice(skip) };

describe("streamBatches", () => {
  it("cuts a stream, from any place on", async () => {
    const cut = (skip: number, dropLast = false) =>
      collect(streamBatches(numbers, { ...where, skip }, { batchSize: 3, dropLast }));
    assert.deepEqual(await cut(0), [
      { first: 0, items: [0, 1, 2] },
      { first: 3, items: [3, 4, 5] },
      { first: 6, items: [6] },
    ]);
    assert.deepEqual(await cut(3, true), [{ first: 3, items: [3, 4, 5] }]);
    assert.deepEqual(await cut(7), []);
  });

  it("knows streams from numbered samples", () => {
    assert.equal(isIterableDataset(numbers), true);
    assert.equal(isIterableDataset({ length: 1, get: async () => 1 }), false);
  });
});
