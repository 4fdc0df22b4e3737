import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BusyFlag } from "../../../src/tensor/runtime/busy-flag.ts";

describe("BusyFlag", () => {
  it("lets work through until the end is announced, then none", async () => {
    const shared = BusyFlag.share();
    const [thread, owner] = [new BusyFlag(shared), new BusyFlag(shared)];
    assert.equal(await thread.during(async () => 7), 7);
    await assert.rejects(
      thread.during(() => Promise.reject(new Error("no"))),
      /no/,
    );
    owner.stop(); // returns, as nothing is under way
    let started = false;
    const never = thread.during(async () => {
      started = true;
    });
    const first = await Promise.race([
      never,
      new Promise((resolve) => setTimeout(resolve, 20, "later")),
    ]);
    assert.deepEqual([started, first], [false, "later"]);
  });
});
