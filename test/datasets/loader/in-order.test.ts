import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inOrder } from "../../../src/datasets/loader/in-order.ts";
import type { Stop } from "../../../src/datasets/loader/job.ts";

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => from + i).values();

describe("inOrder", () => {
  it("keeps the order, and at most `ahead` more under way", async () => {
    for (const ahead of [0, 1, 3]) {
      let begun = 0;
      const got: number[] = [];
      const load = async (k: number) => {
        begun++;
        for (let turn = 0; turn < (k * 7) % 5; turn++) await Promise.resolve();
        return k;
      };
      for await (const k of inOrder(numbers(2, 9), ahead, load)) {
        got.push(k);
        assert.equal(begun, Math.min(7, got.length + ahead));
      }
      assert.deepEqual(got, [2, 3, 4, 5, 6, 7, 8]);
    }
  });

  it("tells loads that it has stopped, and waits for them", async () => {
    const stops: Stop[] = [];
    let ended = 0;
    const load = async (k: number, stop: Stop) => {
      stops.push(stop);
      if (k > 0) while (!stop.stopped) await new Promise((resolve) => setImmediate(resolve));
      ended++;
    };
    for await (const _ of inOrder(numbers(0, 9), 3, load)) break;
    assert.equal(ended, 4);
    assert.ok(stops.every(({ stopped }) => stopped));
  });

  it("gives what came before an error, then the error, once", async () => {
    const load = async (k: number) => {
      if (k >= 2) throw new Error(`load ${k}`);
      return k;
    };
    const got: number[] = [];
    const reading = async () => {
      for await (const k of inOrder(numbers(0, 9), 5, load)) got.push(k);
    };
    await assert.rejects(reading(), { message: "load 2" });
    assert.deepEqual(got, [0, 1]);
  });

  it("takes jobs that come one after the other, several asked for at once", async () => {
    let closed = 0;
    async function* jobs() {
      try {
        for (let k = 0; k < 9; k++) {
          await new Promise((resolve) => setImmediate(resolve));
          yield k;
        }
      } finally {
        closed++;
      }
    }
    for (const ahead of [0, 1, 20]) {
      const got: number[] = [];
      for await (const k of inOrder(jobs(), ahead, async (job) => job * 2)) got.push(k);
      assert.deepEqual(got, [0, 2, 4, 6, 8, 10, 12, 14, 16]);
    }
    for await (const _ of inOrder(jobs(), 2, async (job) => job)) break;
    assert.equal(closed, 4);
  });

  it("says as it leaves whether everything was given, before what is under way has ended", async () => {
    const told: unknown[] = [];
    const slow = async (k: number) => {
      await new Promise((resolve) => setImmediate(resolve));
      told.push(k);
      return k;
    };
    const leave = (whole: boolean) => told.push(whole);
    for await (const _ of inOrder(numbers(0, 2), 0, slow, leave));
    assert.deepEqual(told, [0, 1, true]);
    for await (const _ of inOrder(numbers(0, 9), 1, slow, leave)) break;
    assert.deepEqual(told.slice(3, 6).sort(), [0, 1, false].sort());
    const failing = async () => Promise.reject(new Error("no"));
    const reading = inOrder(numbers(0, 9), 1, failing, leave).next();
    await assert.rejects(reading, { message: "no" });
    assert.equal(told.at(-1), false);
  });
});
