import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadInto } from "../../src/nn/state-dict.ts";
import { ones, zeros } from "../../src/tensor/index.ts";

// Whole modules: test/nn/module.test.ts.
describe("loadInto", () => {
  it("gives the tensors the values, and tells the names that do not fit", () => {
    const own = new Map([
      ["a", zeros([2])],
      ["b", zeros([1])],
    ]);
    const state = new Map([
      ["a", ones([2])],
      ["c", ones([1])],
    ]);
    assert.throws(
      () => loadInto(own, state, true, "Net"),
      /Net.loadStateDict: .*1 missing: b\. 1 unexpected: c/,
    );
    assert.deepEqual([...own.get("a")!.hostData()], [0, 0]);
    const result = loadInto(own, state, false, "Net");
    assert.deepEqual(result, { missingKeys: ["b"], unexpectedKeys: ["c"] });
    assert.deepEqual([...own.get("a")!.hostData()], [1, 1]);
    assert.deepEqual([...own.get("b")!.hostData()], [0]);
  });
});
