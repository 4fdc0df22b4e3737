import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { nameValues } from "../../../src/tensor/onnx/named-values.ts";

const f = (...values: number[]) => Float32Array.from(values);

describe("nameValues", () => {
  it("names values everywhere, and moves others out of the way", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [2]);
    const weight = graph.constant(f(1, 2), [2], "float32"); // c0
    const sum = graph.add("Add", [x, weight]); // v0
    const clipped = graph.add("Clip", [sum, "", graph.scalar(1, "float32")]);
    const y = graph.output(clipped, "float32", [2]);
    const names = new Map([
      [x, "input"],
      [weight, "v0"],
      [y, "c1"],
    ]);
    const model = nameValues(graph.finish(), names);
    assert.deepEqual(
      model.inputs.map(({ name }) => name),
      ["input"],
    );
    assert.deepEqual(
      model.nodes.map(({ inputs, outputs }) => [inputs, outputs]),
      [
        [["input", "v0"], ["v0_"]],
        [["v0_", "", "c1_"], ["c1"]],
      ],
    );
    assert.deepEqual(
      model.initializers.map(({ name }) => name),
      ["v0", "c1_"],
    );
    assert.deepEqual(
      model.outputs.map(({ name }) => name),
      ["c1"],
    );
  });

  it("stores equal constants once, but not those with a name, and drops what nothing uses", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [2]);
    const [bias, twin, other, zero, unused] = [f(0), f(0), f(0), f(-0), f(5)].map((data) =>
      graph.constant(data, [1], "float32"),
    );
    let name = x;
    for (const constant of [bias, twin, other, zero]) name = graph.add("Add", [name, constant!]);
    graph.output(name, "float32", [2]);
    const model = nameValues(graph.finish(), new Map([[bias!, "bias"]]));
    const kept = model.initializers.map((constant) => constant.name);
    assert.deepEqual(kept, ["bias", twin, zero]);
    assert.deepEqual(
      model.nodes.map(({ inputs }) => inputs[1]),
      ["bias", twin, twin, zero],
    );
    assert.ok(!kept.includes(unused!));
  });
});
