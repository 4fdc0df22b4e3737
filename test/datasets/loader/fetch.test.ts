import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import pLimit from "p-limit";
import type { Dataset } from "../../../src/datasets/index.ts";
import { fetchAsync, fetchSync } from "../../../src/datasets/loader/fetch.ts";
import { inHand, type Job, type Skippable } from "../../../src/datasets/loader/job.ts";
import { VisionError } from "../../../src/util/errors.ts";
import { rngFor } from "../../../src/util/rng.ts";
import { Counting, drawing } from "./counting.ts";

const indices = Uint32Array.from([5, 0, 3, 9, 1]);
const job = (): Job => ({ seed: 4, epoch: 2, indices, board: new Uint8Array(5) });
const ways = (concurrency: number, skip: Skippable = []) => ({
  limit: pLimit(concurrency),
  stop: { stopped: false },
  skip,
});
const raise = { skip: [] };

describe("fetchSync and fetchAsync", () => {
  it("give each sample the generator of (seed, epoch, index), in the order asked for", async () => {
    const want = Array.from(indices, (index) => [index, rngFor(4, 2, index).u32()]);
    assert.deepEqual(fetchSync(drawing(10, true), job(), raise), { samples: want, skipped: [] });
    const fetched = await fetchAsync(drawing(10, false), job(), ways(3));
    assert.deepEqual(fetched, { samples: want, skipped: [] });
  });

  it("load as many at once as they may", async () => {
    for (const concurrency of [1, 2, 4]) {
      const data = new Counting(10, () => 3);
      await fetchAsync(data, job(), ways(concurrency));
      assert.equal(data.most, concurrency);
    }
  });

  it("name the sample, its file and the reason", async () => {
    const inner = new VisionError({
      code: "TOO_LARGE",
      who: "decodeImage",
      expected: "small",
      got: [9, 9],
      hint: "shrink it",
      file: "a/b.png",
    });
    const data: Dataset<number> = {
      length: 10,
      get: async () => Promise.reject(inner),
      getSync: () => {
        throw inner;
      },
    };
    const want = {
      code: "TOO_LARGE",
      file: "a/b.png",
      cause: inner,
      message:
        "DataLoader: a/b.png: expected sample 5 to load, got decodeImage expecting small but " +
        "[9, 9]; shrink it",
    };
    assert.throws(() => fetchSync(data, job(), raise), want);
    await assert.rejects(fetchAsync(data, job(), ways(2)), want);
  });

  it("describe a sample whose error has no file", async () => {
    const fail = async () => Promise.reject(new TypeError("boom"));
    const data = { length: 10, get: fail, describe: (i: number) => `row ${i}` };
    await assert.rejects(fetchAsync(data, job(), ways(1)), {
      message: "DataLoader: row 5: expected sample 5 to load, got boom; see the error's cause",
    });
  });

  it("report the first bad sample in order, not in time, and begin no further one", async () => {
    const begun: number[] = [];
    const get = async (index: number) => {
      begun.push(index);
      for (let turn = 0; turn < index; turn++) await setImmediate();
      if (index !== 9) throw new Error(`bad ${index}`);
      return index;
    };
    // 5 fails after 0 and 3, which stand behind it; 9 and 1 are not begun.
    const fetching = fetchAsync({ length: 10, get }, job(), ways(3));
    await assert.rejects(fetching, { message: /expected sample 5 to load, got bad 5/ });
    assert.deepEqual(begun, [5, 0, 3]);
  });

  it("begin nothing once stopped", async () => {
    const data = new Counting(10);
    const fetching = fetchAsync(data, job(), { ...ways(2), stop: { stopped: true } });
    await assert.rejects(fetching, { code: "ABORTED" });
    assert.deepEqual(data.begun, []);
  });

  const bad = (sync: boolean): Dataset<number> => {
    const sample = (index: number) => {
      if (index < 2)
        throw new VisionError({ code: "INVALID_FILE", ...facts, file: `${index}.png` });
      return index;
    };
    const get = async (index: number) => sample(index);
    return { length: 10, get, ...(sync ? { getSync: sample } : {}) };
  };
  const facts = { who: "decode", expected: "a whole file", got: "half", hint: "fetch it again" };

  it("leave out samples whose error may be skipped, and say which", async () => {
    for (const skip of ["all", ["INVALID_FILE"]] as const) {
      const sync = fetchSync(bad(true), job(), { skip });
      const { samples, skipped } = await fetchAsync(bad(false), job(), ways(2, skip));
      assert.deepEqual(
        [samples, sync.samples],
        [
          [5, 3, 9],
          [5, 3, 9],
        ],
      );
      for (const list of [skipped, sync.skipped])
        assert.deepEqual(
          list.map(({ epoch, index, error }) => [epoch, index, error.file, error.code]),
          [
            [2, 0, "0.png", "INVALID_FILE"],
            [2, 1, "1.png", "INVALID_FILE"],
          ],
        );
    }
    const code = "INVALID_FILE";
    assert.throws(() => fetchSync(bad(true), job(), { skip: ["NOT_FOUND"] }), { code });
    await assert.rejects(fetchAsync(bad(false), job(), ways(2, ["NOT_FOUND"])), { code });
  });

  it("note on the board which samples are in hand", async () => {
    const one = job();
    const seen: number[][] = [];
    const get = async (index: number) => {
      await setImmediate();
      seen.push(inHand([one]));
      return index;
    };
    await fetchAsync({ length: 10, get }, one, ways(2));
    assert.deepEqual(seen[0], [5, 0]);
    assert.deepEqual([...one.board], [2, 2, 2, 2, 2]);
    assert.deepEqual(inHand([job()]), [...indices]);
  });
});
