import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eachLeaf, isPlainObject, mapLeaves } from "../../src/transforms/tree.ts";

const double = (leaf: unknown) => (typeof leaf === "number" ? leaf * 2 : leaf);

describe("mapLeaves", () => {
  test("walks arrays and plain objects, depth first, and keeps their structure", () => {
    const seen: unknown[] = [];
    const sample = { b: [1, [2, { c: 3 }]], a: "x" };
    const out = mapLeaves(sample, (leaf) => {
      seen.push(leaf);
      return double(leaf);
    });
    assert.deepEqual(out, { b: [2, [4, { c: 6 }]], a: "x" });
    assert.deepEqual(seen, [1, 2, 3, "x"]);
    const visited: unknown[] = [];
    eachLeaf(sample, (leaf) => visited.push(leaf));
    assert.deepEqual(visited, seen);
  });

  test("keeps the identity of what did not change", () => {
    const kept = { label: "cat", list: ["a"] };
    const out = mapLeaves([kept, 1], double) as unknown[];
    assert.equal(out[0], kept);
    assert.equal(mapLeaves(kept, double), kept);
    const nan = [Number.NaN];
    assert.equal(
      mapLeaves(nan, (leaf) => leaf),
      nan,
    );
  });

  test("takes class instances, maps, dates and typed arrays as leaves", () => {
    for (const leaf of [
      new Map([[1, 2]]),
      new Date(0),
      new Uint8Array(2),
      null,
      undefined,
      () => 1,
    ]) {
      assert.equal(isPlainObject(leaf), false);
      let seen: unknown = "nothing";
      mapLeaves(leaf, (x) => {
        seen = x;
        return x;
      });
      assert.equal(seen, leaf);
    }
    assert.equal(isPlainObject(Object.create(null)), true);
  });

  test("does not let a key named __proto__ become a prototype", () => {
    const sample = JSON.parse('{"__proto__": {"x": 1}, "n": 2}');
    const out = mapLeaves(sample, double) as object;
    assert.equal(Object.getPrototypeOf(out), Object.prototype);
    assert.deepEqual(JSON.stringify(out), '{"__proto__":{"x":2},"n":4}');
  });
});
