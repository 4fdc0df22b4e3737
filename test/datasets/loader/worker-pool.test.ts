import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "../../../src/datasets/loader/job.ts";
import { type PoolOptions, WorkerPool } from "../../../src/datasets/loader/worker-pool.ts";
import { type ThreadEnd, WorkerThread } from "../../../src/datasets/loader/worker-thread.ts";
import { type TroubleOptions, troubleModule } from "./worker-data.ts";

const start = (options: TroubleOptions) =>
  ({ dataset: troubleModule(options), collate: "owner", skip: [], concurrency: 2 }) as const;
const pool = (options: TroubleOptions, more: Partial<PoolOptions> = {}) =>
  new WorkerPool({
    count: 2,
    start: start(options),
    resourceLimits: undefined,
    restarts: 0,
    length: options.length,
    idle: 60_000,
    ...more,
  });
const job = (...indices: number[]): Job => ({
  seed: 0,
  epoch: 0,
  indices: Uint32Array.from(indices),
  board: new Uint8Array(new SharedArrayBuffer(indices.length)),
});
const firsts = (batch: unknown) => (batch as number[][]).map(([index]) => index);

describe("WorkerPool", () => {
  it("spreads jobs over its threads, and marks the boards", async () => {
    const one = pool({ length: 20 });
    const jobs = [job(1, 2), job(3), job(4, 5, 6)];
    const loaded = await Promise.all(jobs.map((each) => one.run(each)));
    assert.deepEqual(
      loaded.map(({ batch }) => firsts(batch)),
      [[1, 2], [3], [4, 5, 6]],
    );
    assert.deepEqual(
      jobs.map(({ board }) => [...board]),
      [[2, 2], [2], [2, 2, 2]],
    );
    await one.close();
    await assert.rejects(one.run(job(1)), { code: "ABORTED" });
  });

  it("ends by itself where it has nothing to do", async () => {
    const one = pool({ length: 20 }, { idle: 30, count: 1 });
    await one.run(job(1));
    assert.equal(one.closed, false);
    await sleep(200);
    assert.equal(one.closed, true);
    assert.equal(one.useless, false);
  });

  it("stops a thread that does not answer, soon", async () => {
    const one = pool({ length: 20, at: 3, how: "stuck" }, { count: 1 });
    await one.run(job(1));
    const stuck = one.run(job(3));
    stuck.catch(() => {});
    await sleep(50);
    await one.close();
    await assert.rejects(stuck, { code: "ABORTED" });
  });

  it("is useless where no thread could ever work", async () => {
    const dataset = { ...troubleModule({ length: 1 }), export: "refuse" };
    const one = pool({ length: 1 }, { start: { ...start({ length: 1 }), dataset } });
    await assert.rejects(one.run(job(0)), { message: /I make no dataset/ });
    assert.deepEqual([one.closed, one.useless], [true, true]);
    const unsent = { ...troubleModule({ length: 1 }), data: () => 1 };
    const other = pool({ length: 1 }, { start: { ...start({ length: 1 }), dataset: unsent } });
    await assert.rejects(other.run(job(0)), { code: "WORKER", message: /could not be cloned/ });
    assert.equal(other.useless, true);
  });
});

describe("WorkerThread", () => {
  it("tells its owner of its end, with the exit code, unless it was asked to end", async () => {
    const ends: ThreadEnd[] = [];
    const owner = { told: () => {}, died: (_: unknown, end: ThreadEnd) => ends.push(end) };
    const trouble = { length: 9, at: 2, how: "exit" } as const;
    const dying = new WorkerThread({ ...start(trouble), worker: 0 }, owner);
    dying.assign({ id: 1, job: job(2), resolve: () => assert.fail(), reject: () => assert.fail() });
    await dying.ended;
    assert.deepEqual(ends, [{ exitCode: 3, error: undefined }]);
    const stopped = new WorkerThread({ ...start({ length: 9 }), worker: 0 }, owner);
    await Promise.all([stopped.stop(1000), stopped.stop(1000)]);
    assert.equal(ends.length, 1);
  });
});
