import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";

describe("GraphBuilder", () => {
  it("hands out names and keeps the order of calls", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x0", "float32", [2]);
    const y = graph.add("Exp", [x]);
    const [values, indices] = graph.addMany("TopK", [y], 2, { axis: { int: 0 } });
    assert.equal(new Set([x, y, values, indices]).size, 4);
    const out = graph.output(values!, "float32", [2]);
    assert.equal(out, values);
    const model = graph.finish();
    assert.deepEqual(
      model.nodes.map(({ opType }) => opType),
      ["Exp", "TopK"],
    );
    assert.deepEqual(model.inputs, [{ name: "x0", dtype: "float32", shape: [2] }]);
    assert.deepEqual(model.outputs, [{ name: values, dtype: "float32", shape: [2] }]);
  });

  it("stores equal small constants once; type, shape and sign of zero tell them apart", () => {
    const graph = new GraphBuilder();
    assert.equal(graph.ints([1, 2]), graph.ints([1, 2]));
    assert.equal(graph.scalar(0.5, "float32"), graph.scalar(0.5, "float32"));
    const names = [
      graph.scalar(1, "float32"),
      graph.scalar(1, "float64"),
      graph.scalar(1, "int64"),
      graph.ints([1]),
      graph.scalar(0, "float32"),
      graph.scalar(-0, "float32"),
      graph.constant(Float32Array.of(1, 2), [2, 1], "float32"),
      graph.constant(Float32Array.of(1, 2), [1, 2], "float32"),
      graph.constant(Float32Array.of(1, 2), [2], "float32"),
    ];
    assert.equal(new Set(names).size, names.length);
    const long = new Float32Array(17);
    assert.notEqual(graph.constant(long, [17], "float32"), graph.constant(long, [17], "float32"));
  });

  it("makes a copy of what is no computed value, or an output already", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x0", "float32", []);
    const y = graph.add("Exp", [x]);
    const outs = [x, y, y, graph.scalar(1, "float32")].map((n) => graph.output(n, "float32", []));
    assert.equal(new Set(outs).size, 4);
    assert.equal(outs[1], y);
    const copies = graph.finish().nodes.filter(({ opType }) => opType === "Identity");
    assert.equal(copies.length, 3);
  });

  it("writes reshape so that a size of 0 means 0", () => {
    const graph = new GraphBuilder();
    graph.reshape(graph.input("x0", "float32", [0, 3]), [3, 0]);
    assert.deepEqual(graph.finish().nodes[0]!.attributes, { allowzero: { int: 1 } });
  });
});
