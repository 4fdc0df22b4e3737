import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SharedProgram } from "../../src/tensor/shared-program.ts";

describe("SharedProgram", () => {
  it("closes with its last holder, once", async () => {
    let closes = 0;
    const close = async () => void closes++;
    const shared = new SharedProgram(Promise.resolve({ run: async () => [], close }));
    const [a, b] = [await shared.hold(), await shared.hold()];
    await a.close();
    assert.deepEqual([closes, shared.closed], [0, false]);
    await b.close();
    await b.close();
    assert.deepEqual([closes, shared.closed], [1, true]);
  });
});
