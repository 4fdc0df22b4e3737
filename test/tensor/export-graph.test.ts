import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ExportGraphOptions, exportGraph } from "../../src/tensor/export-graph.ts";
import { ones, realize, type Tensor, tensor } from "../../src/tensor/index.ts";

const options: ExportGraphOptions = {
  dynamicBatch: true,
  inputName: "in",
  outputName: "out",
  names: new Map(),
};
const type = { shape: [4, 2], dtype: "float32" } as const;
const operators = (forward: (x: Tensor) => Tensor, more: Partial<ExportGraphOptions> = {}) =>
  exportGraph(forward, type, { ...options, ...more }).model.nodes.map(({ opType }) => opType);

describe("exportGraph", () => {
  it("writes the operations under their names, and one output, whatever is kept on the way", () => {
    const weight = ones([2]);
    const { model, fixedBecause } = exportGraph((x) => x.mul(weight).keep().relu(), type, {
      ...options,
      names: new Map([[weight.node, "weight"]]),
    });
    assert.equal(fixedBecause, undefined);
    assert.deepEqual(
      model.nodes.map(({ opType, inputs, outputs }) => [opType, inputs, outputs]),
      [
        ["Mul", ["in", "weight"], ["v0"]],
        ["Relu", ["v0"], ["out"]],
      ],
    );
    assert.deepEqual(model.inputs, [{ name: "in", dtype: "float32", shape: ["batch", 2] }]);
    assert.deepEqual(model.outputs, [{ name: "out", dtype: "float32", shape: ["batch", 2] }]);
  });

  it("uses operators of ONNX alone", () => {
    const { model } = exportGraph((x) => x.unsqueeze(0).matmul(ones([3, 2, 2])), type, options);
    for (const { domain } of model.nodes) assert.equal(domain, "");
  });

  it("writes inputs, constants and what is computed already as outputs too", async () => {
    assert.deepEqual(
      operators((x) => x),
      ["Identity"],
    );
    const known = tensor([[1, 2]]).add(1);
    await realize(known);
    const { model } = exportGraph(() => known, type, options);
    assert.deepEqual(
      model.nodes.map(({ opType }) => opType),
      ["Identity"],
    );
    assert.deepEqual(
      model.inputs.map(({ name }) => name),
      ["in"],
      "an input that nothing depends on is declared",
    );
    assert.deepEqual([...model.initializers[0]!.data], [2, 3]);
  });

  it("keeps the given size where the batch must not vary, and says why", () => {
    const forward = (x: Tensor) => x.mul(x.shape[0]!);
    const fixed = exportGraph(forward, type, { ...options, dynamicBatch: "try" });
    assert.match(fixed.fixedBecause!, /numbers that depend on the batch size/);
    assert.deepEqual(fixed.model.inputs[0]!.shape, [4, 2]);
    assert.throws(() => exportGraph(forward, type, options), /a model that takes any batch size/);
    const asked = exportGraph((x) => x.relu(), type, { ...options, dynamicBatch: false });
    assert.deepEqual(asked.model.inputs[0]!.shape, [4, 2]);
  });

  it("does not disturb what is computed before and after", async () => {
    const x = tensor([[1, 2]]);
    const y = x.mul(3);
    operators((z) => z.mul(3));
    assert.deepEqual(await y.toArray(), [[3, 6]]);
    operators((z) => z.add(y));
    assert.deepEqual(await x.mul(3).toArray(), [[3, 6]]);
  });
});
