import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { type CacheEntry, ProgramCache } from "../../src/tensor/program-cache.ts";
import type { Program } from "../../src/tensor/runtime/runtime.ts";

function entryOf(
  key: readonly number[],
  closed: string[] = [],
  running = 0,
  bytes = 1,
): CacheEntry {
  const program: Program = {
    run: () => Promise.resolve([]),
    close: () => Promise.resolve(void closed.push(String(key))),
  };
  return {
    key,
    constants: [],
    program: Promise.resolve(program),
    bytes,
    replaced: [],
    running,
    lastUse: 0,
  };
}

describe("ProgramCache", () => {
  it("finds what was added, by the whole key", () => {
    const cache = new ProgramCache({ programs: 4, bytes: 100 });
    const [a, b] = [entryOf([1, 2]), entryOf([2, 1])];
    cache.add(a);
    cache.add(b);
    assert.equal(cache.find([1, 2]), a);
    assert.equal(cache.find([2, 1]), b);
    for (const other of [[1], [1, 2, 3], [], [1, -2]]) assert.equal(cache.find(other), undefined);
  });

  it("tells keys of equal hash apart", () => {
    // FNV-1a by hand, to search two keys with one hash.
    const hash = (key: readonly number[]) =>
      key.reduce((h, item) => Math.imul(h ^ item, 0x01000193), 0x811c9dc5);
    const seen = new Map<number, readonly number[]>();
    let pair: [readonly number[], readonly number[]] | undefined;
    for (let i = 0; pair === undefined && i < 400_000; i++) {
      const key = [Math.imul(i, 0x9e3779b1), Math.imul(i, 0x85ebca6b)];
      const other = seen.get(hash(key));
      if (other !== undefined) pair = [other, key];
      seen.set(hash(key), key);
    }
    assert.ok(pair, "no collision found");
    const cache = new ProgramCache({ programs: 4, bytes: 100 });
    const entries = pair.map((key) => entryOf(key));
    for (const entry of entries) cache.add(entry);
    assert.deepEqual(
      pair.map((key) => cache.find(key)),
      entries,
    );
    cache.remove(entries[0]!);
    assert.deepEqual(
      pair.map((key) => cache.find(key)),
      [undefined, entries[1]],
    );
  });

  it("closes the longest unused one beyond the limit, its second form too", async () => {
    const closed: string[] = [];
    const cache = new ProgramCache({ programs: 2, bytes: 100 });
    const first = entryOf([1], closed);
    first.lifted = first.program;
    cache.add(first);
    cache.add(entryOf([2], closed));
    cache.find([1]);
    cache.add(entryOf([3], closed)); // 2 goes: 1 was used since
    cache.add(entryOf([4], closed)); // 1 goes
    await turn();
    assert.deepEqual(closed, ["2", "1", "1"]);
    assert.equal(cache.find([1]), undefined);
    assert.ok(cache.find([3]) && cache.find([4]));
  });

  it("closes the longest unused ones beyond the bytes, but not the newest", async () => {
    const closed: string[] = [];
    const cache = new ProgramCache({ programs: 9, bytes: 100 });
    for (const key of [1, 2, 3]) cache.add(entryOf([key], closed, 0, 40));
    await turn();
    assert.deepEqual(closed, ["1"]);
    cache.add(entryOf([4], closed, 0, 500));
    await turn();
    assert.deepEqual(closed, ["1", "2", "3"]);
    assert.ok(cache.find([4]));
  });

  it("closes none that runs", async () => {
    const closed: string[] = [];
    const cache = new ProgramCache({ programs: 1, bytes: 100 });
    const busy = entryOf([1], closed, 1);
    cache.add(busy);
    cache.add(entryOf([2], closed));
    await turn();
    assert.deepEqual(closed, []);
    busy.running = 0;
    cache.add(entryOf([3], closed));
    await turn();
    assert.deepEqual(closed, ["1", "2"]);
  });

  it("is not disturbed by one that failed to compile", async () => {
    const cache = new ProgramCache({ programs: 1, bytes: 100 });
    const failed = { ...entryOf([1]), program: Promise.reject(new Error("no")) };
    cache.add(failed);
    cache.add(entryOf([2]));
    await turn();
    cache.remove(failed); // gone already
    assert.ok(cache.find([2]));
  });
});
