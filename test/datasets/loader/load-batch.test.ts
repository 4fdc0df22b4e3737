import assert from "node:assert/strict";
import { describe, it } from "node:test";
import pLimit from "p-limit";
import { loadBatch } from "../../../src/datasets/loader/load-batch.ts";
import { rngFor } from "../../../src/util/rng.ts";
import { drawing, memory } from "./counting.ts";

const ways = () => ({ limit: pLimit(2), stop: { stopped: false }, skip: "all" }) as const;
const job = (indices: readonly number[], items?: readonly unknown[]) => ({
  seed: 1,
  epoch: 2,
  indices: Uint32Array.from(indices),
  board: new Uint8Array(indices.length),
  ...(items === undefined ? {} : { items }),
});
const asTaken = (samples: readonly unknown[]) => samples;

describe("loadBatch", () => {
  it("loads numbered samples, with and without waiting", async () => {
    const want = [
      [4, rngFor(1, 2, 4).u32()],
      [2, rngFor(1, 2, 2).u32()],
    ];
    for (const sync of [true, false]) {
      const { batch } = await loadBatch(drawing(9, sync), job([4, 2]), ways(), asTaken);
      assert.deepEqual(batch, want);
    }
  });

  it("loads items of a stream, by their numbers in it", async () => {
    const stream = {
      iterate: () => [],
      load: async (item: unknown, rng: { u32(): number }) => {
        if (item === "bad") throw new Error("bad");
        return [item, rng.u32()];
      },
      describe: (item: unknown) => `item ${item}`,
    };
    const { batch, skipped } = await loadBatch(stream, job([7, 8], ["a", "bad"]), ways(), asTaken);
    assert.deepEqual(batch, [["a", rngFor(1, 2, 7).u32()]]);
    assert.deepEqual(
      skipped.map(({ index, error }) => [index, error.file]),
      [[8, "item bad"]],
    );
    const plain = await loadBatch({ iterate: () => [] }, job([7, 8], ["a", "b"]), ways(), asTaken);
    assert.deepEqual(plain, { batch: ["a", "b"], skipped: [] });
  });

  it("makes no batch of nothing, and names samples that do not collate", async () => {
    const failing = { length: 1, get: async () => Promise.reject(new Error("no")) };
    const nothing = await loadBatch(failing, job([0]), ways(), () => assert.fail());
    assert.deepEqual([Object.hasOwn(nothing, "batch"), nothing.skipped.length], [false, 1]);
    const collate = () => {
      throw new Error("they differ");
    };
    await assert.rejects(loadBatch(memory(9), job([1, 3]), ways(), collate), {
      message: /^DataLoader: expected samples \[1, 3\] to collate, got they differ/,
    });
  });
});
