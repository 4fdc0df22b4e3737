import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import type { OnnxModel } from "../../../src/tensor/onnx/model.ts";

// Graphs of our own, small and fixed, which ONNX's checker has accepted: fixtures/golden/tensor/check-onnx.py.

/** Two layers with a softmax; weights as constants, a batch size that varies. */
function classifier(): OnnxModel {
  const graph = new GraphBuilder();
  const x = graph.input("image", "float32", [2, 4]);
  const weight = graph.constant(
    Float32Array.from({ length: 20 }, (_, i) => i / 8),
    [4, 5],
    "float32",
  );
  const hidden = graph.add("Relu", [graph.add("Gemm", [x, weight], { alpha: { float: 0.5 } })]);
  const logits = graph.add("MatMul", [hidden, graph.transpose(weight, [1, 0])]);
  graph.output(graph.add("Softmax", [logits], { axis: { int: -1 } }), "float32", [2, 4]);
  const model = graph.finish();
  return {
    ...model,
    inputs: model.inputs.map((input) => ({ ...input, shape: ["batch", 4] })),
    outputs: model.outputs.map((output) => ({ ...output, shape: ["batch", 4] })),
  };
}

/** Convolution, pooling with indices, scattering with a reduction named by a text. */
function pooled(): OnnxModel {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", [1, 1, 6, 6]);
  const kernel = graph.input("kernel", "float32", [1, 1, 3, 3]);
  const pads = { ints: [1, 1, 1, 1] };
  const y = graph.add("Conv", [x, kernel], { pads, strides: { ints: [1, 1] }, group: { int: 1 } });
  const window = { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } };
  const [values, indices] = graph.addMany("MaxPool", [y], 2, window);
  const zeros = graph.add("Expand", [graph.scalar(0, "float32"), graph.ints([36])]);
  const flat = [graph.reshape(indices!, [9]), graph.reshape(values!, [9])];
  const settings = { axis: { int: 0 }, reduction: { string: "add" } };
  const back = graph.add("ScatterElements", [zeros, ...flat], settings);
  graph.output(graph.reshape(back, [1, 1, 6, 6]), "float32", [1, 1, 6, 6]);
  graph.output(values!, "float32", [1, 1, 3, 3]);
  return graph.finish();
}

/** A constant of every element type, cast to one and added; a reversed slice; an operator of ONNX Runtime's own. */
function types(): OnnxModel {
  const graph = new GraphBuilder();
  const parts = [
    graph.constant(Float32Array.of(1.5, -2), [2], "float32"),
    graph.constant(Float64Array.of(1.5, -2), [2], "float64"),
    graph.constant(BigInt64Array.of(2n ** 40n, -1n), [2], "int64"),
    graph.constant(Int32Array.of(7, -7), [2], "int32"),
    graph.constant(Uint8Array.of(0, 255), [2], "uint8"),
    graph.constant(Uint8Array.of(0, 1), [2], "bool"),
  ];
  const floats = parts.map((name) => graph.cast(name, "float32"));
  const sum = floats.reduce((a, b) => graph.add("Add", [a, b]));
  const reversed = graph.slice(sum, [0], [-1], [-(2 ** 31)], [-1]);
  const row = graph.reshape(reversed, [1, 2]);
  const settings = { transB: { int: 1 } };
  graph.output(graph.add("FusedMatMul", [row, row], settings, "com.microsoft"), "float32", [1, 1]);
  return graph.finish();
}

/** The models by the name of their file. */
export const goldenModels: Readonly<Record<string, () => OnnxModel>> = {
  classifier,
  pooled,
  types,
};
