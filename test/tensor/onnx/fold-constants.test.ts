import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { foldConstants } from "../../../src/tensor/onnx/fold-constants.ts";
import type { OnnxModel } from "../../../src/tensor/onnx/model.ts";

const f = (...values: number[]) => Float32Array.from(values);
const operators = ({ nodes }: OnnxModel) => nodes.map(({ opType }) => opType);

describe("foldConstants", () => {
  it("moves constants: sliced, transposed and reshaped ones are written as they are used", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [1, 4]);
    const weight = graph.constant(f(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), [6, 2], "float32");
    const part = graph.slice(weight, [0], [-4], [2 ** 31]); // [4, 2]
    const turned = graph.transpose(graph.reshape(part, [2, 4]), [1, 0]); // [4, 2]
    graph.output(graph.add("MatMul", [x, turned]), "float32", [1, 2]);
    const folded = foldConstants(graph.finish());
    assert.deepEqual(operators(folded), ["MatMul"]);
    const [only] = folded.initializers;
    assert.equal(folded.initializers.length, 1);
    assert.deepEqual([only!.name, only!.shape], [turned, [4, 2]]);
    assert.deepEqual([...only!.data], [4, 8, 5, 9, 6, 10, 7, 11]);
  });

  it("leaves what moves computed values, and steps that it does not know", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [4, 2]);
    const weight = graph.constant(f(0, 1, 2, 3), [4, 1], "float32");
    const every = graph.slice(weight, [0], [0], [4], [2]);
    const moved = graph.add("MatMul", [graph.transpose(x, [1, 0]), weight]);
    graph.output(graph.add("Add", [moved, every]), "float32", [2, 1]);
    assert.deepEqual(operators(foldConstants(graph.finish())), [
      ...["Slice", "Transpose", "MatMul", "Add"],
    ]);
  });

  it("takes a norm into the convolution before it, where nothing else reads that", () => {
    for (const alone of [true, false]) {
      const graph = new GraphBuilder({ share: false });
      const x = graph.input("x", "float32", [1, 1, 1, 1]);
      const weight = graph.constant(f(3, 5), [2, 1, 1, 1], "float32");
      const conv = graph.add("Conv", [x, weight, graph.constant(f(1, 2), [2], "float32")]);
      const [scale, shift, mean, variance] = [f(2, 4), f(7, 8), f(0, 1), f(0, 3)].map((data) =>
        graph.constant(data, [2], "float32"),
      ) as [string, string, string, string];
      const parts = [conv, scale, shift, mean, variance];
      const y = graph.add("BatchNormalization", parts, { epsilon: { float: 1 } });
      graph.output(y, "float32", [1, 2, 1, 1]);
      if (!alone) graph.output(conv, "float32", [1, 2, 1, 1]);
      const folded = foldConstants(graph.finish());
      assert.deepEqual(operators(folded), alone ? ["Conv"] : ["Conv", "BatchNormalization"]);
      if (!alone) continue;
      // 2 / sqrt(0 + 1) = 2 and 4 / sqrt(3 + 1) = 2; (1 - 0) * 2 + 7 and (2 - 1) * 2 + 8
      assert.deepEqual(folded.nodes[0]!.outputs, [y]);
      const data = new Map(folded.initializers.map((one) => [one.name, [...one.data]]));
      assert.deepEqual(
        folded.nodes[0]!.inputs.slice(1).map((name) => data.get(name)),
        [
          [6, 10],
          [9, 10],
        ],
      );
    }
  });
});
