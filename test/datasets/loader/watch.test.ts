import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "../../../src/datasets/loader/job.ts";
import { Watch } from "../../../src/datasets/loader/watch.ts";

const job = (...indices: number[]): Job => ({
  seed: 0,
  epoch: 0,
  indices: Uint32Array.from(indices),
  board: new Uint8Array(indices.length),
});

describe("Watch", () => {
  it("gives results and errors through, and holds no timer afterwards", async () => {
    const watch = new Watch(60_000);
    assert.equal(await watch.during(job(1), Promise.resolve(5)), 5);
    await assert.rejects(watch.during(job(1), Promise.reject(new Error("no"))), { message: "no" });
    assert.ok(!process.getActiveResourcesInfo().includes("Timeout"));
  });

  it("gives all jobs up where nothing moves, and names what is in hand", async () => {
    const watch = new Watch(40, (index) => `file ${index}`);
    const [first, second] = [job(4, 5), job(6)];
    first.board.set([2, 1]);
    const both = [first, second].map((one) => watch.during(one, new Promise(() => {})));
    const message =
      'DataLoader: file 5: expected samples [5] to load within 40 ms, got "no sign of life"; ' +
      "look at these samples, or raise timeout";
    for (const one of both) await assert.rejects(one, { code: "TIMEOUT", file: "file 5", message });
  });

  it("waits as long as something moves, and for ever where asked to", async () => {
    const watch = new Watch(400);
    const slow = job(...new Array(8).fill(0));
    const moving = (async () => {
      for (let i = 0; i < 8; i++) {
        await sleep(100);
        slow.board[i] = 1;
      }
      return "done";
    })();
    assert.equal(await watch.during(slow, moving), "done");
    assert.equal(await new Watch(0).during(job(1), sleep(50, "late")), "late");
  });
});
