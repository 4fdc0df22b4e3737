import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemWith, RuntimeOwner } from "../../../src/tensor/runtime/runtime-owner.ts";

describe("RuntimeOwner", () => {
  it("opens once, and closes after what is under way", async () => {
    const owner = new RuntimeOwner({ threads: 1, device: "cpu", thread: false });
    assert.equal(owner.open(), owner.open());
    let finish = () => {};
    const use = owner.use(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    let closed = false;
    const close = owner.close().then(() => {
      closed = true;
    });
    await owner.open();
    assert.equal(closed, false);
    finish();
    await Promise.all([use, close]);
    assert.equal(closed, true);
  });

  it("closes what was never opened", () =>
    new RuntimeOwner({ threads: 1, device: "cpu", thread: true }).close());
});

describe("problemWith", () => {
  it("tells what works from what does not", async () => {
    assert.equal(await problemWith("cpu"), undefined);
    assert.match((await problemWith("cuda"))!, /cuda/i);
  });
});
