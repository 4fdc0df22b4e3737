import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { DecoderPool } from "../../src/io/decoder-pool.ts";
import { decodeImage, readImage } from "../../src/io/index.ts";
import { decodingIn, isolatedFor, processLimits } from "../../src/io/isolation.ts";
import { fixture } from "../support/paths.ts";
import { childrenOf } from "./processes.ts";

const file = fixture("photos/chelsea.png");
const limits = { timeout: 10_000, memory: 2 ** 31 };

describe("isolation", () => {
  it("means limits, or none", () => {
    assert.equal(processLimits("x", undefined), undefined);
    assert.equal(processLimits("x", "thread"), undefined);
    assert.deepEqual(processLimits("x", "process"), limits);
    assert.deepEqual(processLimits("x", { timeout: 5 }), { ...limits, timeout: 5 });
    for (const odd of ["none", 1, null, { timeout: 1.5 }, { memory: -1 }] as never[])
      assert.throws(() => processLimits("x", odd), { code: "INVALID_ARGUMENT", who: "x" });
  });

  it("is inherited by what is called, at any depth, and by nothing else", async () => {
    const pool = new DecoderPool({ processes: 1 });
    const isolated = { pool, limits };
    assert.equal(isolatedFor("x", undefined), undefined);
    const deep = async () => {
      await Promise.resolve();
      return isolatedFor("x", "thread");
    };
    // Where one of the two asks for it, it is so.
    assert.equal(await decodingIn(isolated, deep), isolated);
    assert.deepEqual(
      decodingIn(isolated, () => isolatedFor("x", { timeout: 3 })),
      { pool, limits: { ...limits, timeout: 3 } },
    );
    assert.equal(isolatedFor("x", undefined), undefined);
    const [here, there] = await Promise.all([
      readImage(file),
      decodingIn(isolated, () => readImage(file)),
    ]);
    assert.deepEqual(there, here);
    assert.equal((await childrenOf(process.pid)).length, 1);
    await pool.close();
  });

  it("takes bytes in shared memory", async () => {
    const bytes = await readFile(file);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const image = await decodeImage(shared, { isolation: "process" });
    assert.deepEqual(image, await decodeImage(bytes));
  });
});
