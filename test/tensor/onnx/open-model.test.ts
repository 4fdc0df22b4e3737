import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { fitsOpenModel, openModel } from "../../../src/tensor/onnx/open-model.ts";

function flattened(n: number, width: number, op = "Relu") {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", [n, width, 2]);
  const y = graph.add(op, [graph.reshape(x, [n, 2 * width])]);
  graph.output(y, "float32", [n, 2 * width]);
  return graph.finish();
}

describe("openModel", () => {
  it("leaves open what differs: sizes by name, constants as inputs", () => {
    const open = openModel(flattened(64, 3), flattened(32, 3))!;
    assert.deepEqual(
      open.model.inputs.map(({ name, shape }) => [name, shape]),
      [
        ["x", ["x_0", 3, 2]],
        ["c0", [2]],
      ],
    );
    assert.deepEqual(open.model.outputs[0]!.shape, [`${open.model.outputs[0]!.name}_0`, 6]);
    assert.deepEqual(open.constants, ["c0"]);
    assert.deepEqual(open.model.initializers, []);
  });

  it("is for other sizes of what is open, and for nothing else", () => {
    const open = openModel(flattened(64, 3), flattened(32, 3))!;
    assert.equal(fitsOpenModel(open, flattened(1, 3)), true);
    assert.equal(fitsOpenModel(open, flattened(64, 4)), false);
    assert.equal(fitsOpenModel(open, flattened(64, 3, "Abs")), false);
  });

  it("does not exist for other structures", () => {
    assert.equal(openModel(flattened(64, 3), flattened(32, 3, "Abs")), undefined);
  });
});
