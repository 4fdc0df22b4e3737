import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ByteCache } from "../../src/datasets/byte-cache.ts";

function counting(most: number) {
  const cache = new ByteCache<string>(most);
  const made: string[] = [];
  const get = (key: string, bytes = 10) =>
    cache.get(key, async () => {
      made.push(key);
      await new Promise(setImmediate);
      return { value: `value ${key}`, bytes };
    });
  return { cache, made, get };
}

describe("ByteCache", () => {
  it("keeps what was used last, within its bytes", async () => {
    const { cache, made, get } = counting(25);
    for (const key of ["a", "b", "a", "c", "a", "b"]) assert.equal(await get(key), `value ${key}`);
    assert.deepEqual(made, ["a", "b", "c", "b"]); // c pushed b out, not a
    assert.equal(cache.bytes, 20);
  });

  it("makes a value once for all who ask at once", async () => {
    const { cache, made, get } = counting(100);
    assert.deepEqual(new Set(await Promise.all([get("a"), get("a"), get("a")])).size, 1);
    assert.deepEqual([made, cache.bytes], [["a"], 10]);
  });

  it("keeps nothing that is larger than all its bytes, and no failure", async () => {
    const { cache, made, get } = counting(5);
    await get("a");
    await get("a");
    assert.deepEqual([made.length, cache.bytes], [2, 0]);
    const fails = () => cache.get("x", async () => Promise.reject(new Error("no")));
    await assert.rejects(fails(), /no/);
    await assert.rejects(fails(), /no/);
    assert.equal(await get("x"), "value x");
  });
});
