import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { type SliceAttrs, slice } from "../../../src/tensor/ops/slice.ts";

// The operators that a slice of x [4, 3] becomes, and their constants.
function lowered(attrs: SliceAttrs): [string[], number[][]] {
  const graph = new GraphBuilder();
  const type = { shape: [4, 3], dtype: "float32" } as const;
  const out = slice.type([type], attrs);
  slice.onnx({ graph, names: [graph.input("x", "float32", [4, 3])], types: [type], out, attrs });
  const { nodes, initializers } = graph.finish();
  return [
    nodes.map(({ opType }) => opType),
    initializers.map(({ data }) => Array.from(data as ArrayLike<bigint>, Number)),
  ];
}

describe("slice in ONNX", () => {
  it("is one operator for all dimensions, and names only those that are cut", () => {
    const [both] = lowered({ starts: [1, 0], counts: [2, 2], steps: [1, 1] });
    assert.deepEqual(both, ["Slice"]);
    const [one, constants] = lowered({ starts: [0, 1], counts: [4, 1], steps: [1, 1] });
    assert.deepEqual([one, constants], [["Slice"], [[1], [2]]]); // axis and start, step are 1
  });

  it("ends before the first element where it goes backwards", () => {
    const [, constants] = lowered({ starts: [3, 0], counts: [4, 3], steps: [-1, 1] });
    assert.deepEqual(constants, [[3], [-5], [0], [-1]]);
  });

  it("of everything is the tensor itself", () => {
    const [all] = lowered({ starts: [0, 0], counts: [4, 3], steps: [1, 1] });
    assert.deepEqual(all, ["Identity"]);
  });
});
