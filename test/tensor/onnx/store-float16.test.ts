import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { storeFloat16 } from "../../../src/tensor/onnx/store-float16.ts";

describe("storeFloat16", () => {
  it("stores matrices as halves under other names, and casts them back under theirs", () => {
    const graph = new GraphBuilder({ share: false });
    const x = graph.input("x", "float32", [1, 2]);
    const weight = graph.constant(Float32Array.of(1, 0.5, -2, 0), [2, 2], "float32");
    const bias = graph.constant(Float32Array.of(0.1, 0.2), [2], "float32");
    const large = graph.constant(Float32Array.of(1, 7e4, 0, 0), [2, 2], "float32");
    const y = graph.add("MatMul", [graph.add("Gemm", [x, weight, bias]), large]);
    graph.output(y, "float32", [1, 2]);
    const { nodes, initializers } = storeFloat16(graph.finish());
    assert.deepEqual(
      nodes.map(({ opType, inputs, outputs }) => [opType, inputs[0], outputs[0]]),
      [
        ["Cast", `${weight}_float16`, weight],
        ["Gemm", x, "v0"],
        ["MatMul", "v0", "v1"],
      ],
    );
    const stored = Object.fromEntries(initializers.map(({ name, dtype }) => [name, dtype]));
    const wanted = { [`${weight}_float16`]: "float16", [bias]: "float32", [large]: "float32" };
    assert.deepEqual(stored, wanted, "vectors stay, and numbers that no half holds");
    const half = initializers.find(({ dtype }) => dtype === "float16")!;
    assert.deepEqual([...half.data], [0x3c00, 0x3800, 0xc000, 0]);
  });
});
