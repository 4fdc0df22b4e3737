import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, zeros } from "../../../src/tensor/index.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { type PadAttrs, pad } from "../../../src/tensor/ops/pad.ts";

const around = { before: [1], after: [2] };

function lowered(attrs: PadAttrs) {
  const graph = new GraphBuilder();
  const type = { shape: [4], dtype: "float32" } as const;
  const out = pad.type([type], attrs);
  pad.onnx({ graph, names: [graph.input("x", "float32", [4])], types: [type], out, attrs });
  return graph.finish().nodes.map(({ opType, inputs, attributes }) => {
    return [opType, inputs.length, attributes.mode];
  });
}

describe("pad in ONNX", () => {
  it("is one operator in each mode; only a value other than 0 is passed", () => {
    const zero = { ...around, mode: "constant", value: 0 } as const;
    assert.deepEqual(lowered(zero), [["Pad", 2, { string: "constant" }]]);
    assert.deepEqual(lowered({ ...zero, value: 7 }), [["Pad", 3, { string: "constant" }]]);
    assert.deepEqual(lowered({ ...zero, mode: "reflect" }), [["Pad", 2, { string: "reflect" }]]);
    assert.deepEqual(lowered({ ...zero, mode: "replicate" }), [["Pad", 2, { string: "edge" }]]);
  });
});

describe("the gradient of constant padding", () => {
  it("is the opposite padding, one operation", () => {
    const x = zeros([4], { requiresGrad: true });
    const attrs: PadAttrs = { before: [1], after: [-1], mode: "constant", value: 3 };
    applyOp(pad, [x], attrs).sum().backward();
    const { kind, attrs: back } = x.grad!.node;
    assert.deepEqual(
      [kind, back],
      ["pad", { before: [-1], after: [1], mode: "constant", value: 0 }],
    );
  });
});
