import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadInto } from "../../src/nn/state-dict.ts";
import { ones, type Tensor, tensor, zeros } from "../../src/tensor/index.ts";

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

  it("converts other element types, as PyTorch does", () => {
    const own = new Map([
      ["weight", zeros([3])],
      ["count", zeros([], { dtype: "int64" })],
    ]);
    const state = new Map([
      ["weight", tensor([0.1, -2.5, 1e300], { dtype: "float64" })],
      ["count", tensor(7.9)],
    ]);
    loadInto(own, state, true, "Net");
    const { dtype } = own.get("weight")!;
    assert.equal(dtype, "float32");
    const weight = [...own.get("weight")!.hostData()];
    assert.deepEqual(weight, [Math.fround(0.1), -2.5, Number.POSITIVE_INFINITY]);
    assert.deepEqual([...own.get("count")!.hostData()], [7n]);
  });

  it("refuses what is no state dict, and changes nothing", () => {
    const own = new Map([
      ["a", zeros([1])],
      ["b", zeros([1], { dtype: "int64" })],
    ]);
    const notMap = { a: ones([1]) } as unknown as Map<string, Tensor>;
    assert.throws(() => loadInto(own, notMap, true, "Net"), /expected a Map of names and tensors/);
    const noTensors = new Map([["a", [1]]]) as unknown as Map<string, Tensor>;
    assert.throws(() => loadInto(own, noTensors, false, "Net"), /a is no tensor/);
    const infinite = new Map([
      ["a", ones([1])],
      ["b", tensor([Number.POSITIVE_INFINITY])],
    ]);
    assert.throws(() => loadInto(own, infinite, true, "Net"), /finite values/);
    assert.deepEqual([...own.get("a")!.hostData()], [0]);
  });
});
