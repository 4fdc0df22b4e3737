import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Stop } from "../../../src/datasets/loader/fetch.ts";
import { inOrder } from "../../../src/datasets/loader/in-order.ts";

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
      for await (const k of inOrder({ from: 2, to: 9, ahead }, load)) {
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
    for await (const _ of inOrder({ from: 0, to: 9, ahead: 3 }, load)) break;
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
      for await (const k of inOrder({ from: 0, to: 9, ahead: 5 }, load)) got.push(k);
    };
    await assert.rejects(reading(), { message: "load 2" });
    assert.deepEqual(got, [0, 1]);
  });
});
