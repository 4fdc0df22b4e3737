import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { collect, Interner } from "../../src/tensor/collect.ts";
import { type Tensor, tensor } from "../../src/tensor/index.ts";
import { lower } from "../../src/tensor/lower.ts";

let walks = 2_000_000; // beyond what the engine's own walks reach here
const lowered = (roots: readonly Tensor[], liftConstants = false) => {
  const recording = collect(
    roots.map(({ node }) => node),
    new Interner(),
    ++walks,
  );
  return lower(recording, { liftConstants });
};

describe("lower", () => {
  const program = () =>
    tensor([1, 2])
      .mul(3)
      .add(tensor([4, 5]))
      .mul(7);

  it("writes numbers of the program text as constants", () => {
    const { model, inputs, outputs } = lowered([program()]);
    assert.deepEqual(inputs, ["x0", "x1"]);
    assert.deepEqual(
      model.inputs.map(({ name }) => name),
      inputs,
    );
    assert.deepEqual(
      model.initializers.map(({ data }) => [...data]),
      [[3], [7]],
    );
    assert.deepEqual(
      model.nodes.map(({ opType }) => opType),
      ["Mul", "Add", "Mul"],
    );
    assert.deepEqual(
      model.outputs.map(({ name }) => name),
      outputs,
    );
  });

  it("or as inputs behind the leaves", () => {
    const { model, inputs } = lowered([program()], true);
    assert.deepEqual(inputs, ["x0", "x1", "k0", "k1"]);
    assert.deepEqual(
      model.inputs.map(({ shape }) => shape),
      [[2], [2], [], []],
    );
    assert.deepEqual(model.initializers, []);
  });

  it("gives each output a name of its own, in the order asked for", () => {
    const y = tensor([[1, 2]]).exp();
    const z = y.sum();
    const { outputs, model } = lowered([z, y]);
    assert.equal(new Set(outputs).size, 2);
    assert.deepEqual(
      model.outputs.map(({ shape }) => shape),
      [[], [1, 2]],
    );
  });
});
