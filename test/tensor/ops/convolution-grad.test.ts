import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import type { LowerContext, TensorType } from "../../../src/tensor/op.ts";
import type { ConvGradAttrs } from "../../../src/tensor/ops/convolution.ts";
import { lowerInputGrad, lowerWeightGrad } from "../../../src/tensor/ops/convolution-grad.ts";

const float = (shape: readonly number[]): TensorType => ({ shape, dtype: "float32" });

/** Names of the operators that a lowering writes. */
function operators(
  lower: (context: LowerContext<ConvGradAttrs>) => string,
  types: readonly TensorType[],
  attrs: Partial<ConvGradAttrs> & { readonly size: readonly number[] },
  channelBlock = 1,
): string[] {
  const graph = new GraphBuilder({ channelBlock });
  const plain = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 };
  const [n] = types[0]!.shape;
  const out = float([n!, types[1]!.shape[1]!, ...attrs.size]); // an input's gradient
  const names = ["a", "b", "c"].slice(0, types.length);
  lower({ graph, names, types, out, attrs: { ...plain, ...attrs } });
  return graph.finish().nodes.map(({ opType }) => opType);
}

// The values of every arrangement are checked in convolution.samples.ts; here, that each is chosen.
describe("lowerWeightGrad", () => {
  const chosen = (x: readonly number[], gy: readonly number[], attrs = {}) =>
    operators(lowerWeightGrad, [float(x), float(gy)], { size: [3, 3], ...attrs });

  it("takes one product for a kernel, whole rows of a strided input at a time", () => {
    for (const x of [
      [2, 7, 5, 6],
      [2, 8, 14, 15],
    ]) {
      const names = chosen(x, [2, 2, x[2]! - 2, x[3]! - 2]);
      assert.equal(names.filter((name) => name === "Gemm").length, 1);
      assert.equal(names.filter((name) => name === "Transpose").length, 2);
    }
    const strided = chosen([2, 7, 9, 9], [2, 2, 4, 4], { stride: [2, 2] });
    assert.equal(strided.filter((name) => name === "Transpose").length, 3);
  });
  it("takes one convolution for one input channel a group", () => {
    const names = chosen([2, 4, 5, 6], [2, 8, 3, 4], { groups: 4 });
    assert.deepEqual(names, ["Reshape", "Reshape", "Conv", "Slice", "Reshape", "ReduceSum"]);
    const large = chosen([1, 2, 24, 24], [1, 2, 22, 22], { groups: 2 });
    assert.equal(large.filter((name) => name === "FusedMatMul").length, 9);
  });
  it("takes a batched product a shift for kernels of one place, large maps and groups", () => {
    const wide = chosen([2, 16, 15, 16], [2, 2, 15, 16], { padding: [1, 1] });
    assert.equal(wide.filter((name) => name === "FusedMatMul").length, 9);
    const one = chosen([2, 8, 14, 15], [2, 2, 14, 15], { size: [1, 1] });
    assert.equal(one.filter((name) => name === "FusedMatMul").length, 1);
    const groups = chosen([2, 4, 5, 6], [2, 2, 3, 4], { groups: 2 });
    assert.equal(groups.filter((name) => name === "FusedMatMul").length, 9);
  });
});

describe("lowerInputGrad", () => {
  const chosen = (attrs = {}) =>
    operators(lowerInputGrad, [float([4, 2, 3, 3]), float([2, 2, 3, 3])], {
      size: [5, 5],
      ...attrs,
    });

  it("takes one product of the batch where maps are smaller than the kernel", () => {
    const types = [float([1, 2, 1, 1]), float([2, 2, 3, 3])];
    const names = operators(lowerInputGrad, types, { size: [3, 3] });
    assert.equal(names.filter((name) => name === "Gemm").length, 1);
    assert.equal(names.includes("Conv"), false);
  });
  it("turns such maps where a bias is to be added", () => {
    const types = [float([1, 2, 1, 1]), float([2, 2, 3, 3]), float([2])];
    const names = operators(lowerInputGrad, types, { size: [3, 3] });
    assert.deepEqual(names, ["Transpose", "Slice", "Conv", "Slice"]);
  });
  it("takes blocks of channels where the runtime has them and the maps are large", () => {
    const of = (size: number, channels: number) =>
      operators(
        lowerInputGrad,
        [float([2, 16, size, size]), float([16, channels, 1, 1])],
        { size: [size, size] },
        16,
      ).includes("ReorderInput");
    assert.deepEqual([of(23, 32), of(22, 32), of(23, 24)], [true, false, false]);
  });
  it("convolves with the turned kernel for stride 1", () => {
    assert.deepEqual(chosen(), ["Slice", "Transpose", "Conv"]);
  });
  it("takes a transposed convolution for strides and padding beyond the kernel", () => {
    const strided = { stride: [2, 2], size: [7, 7] };
    for (const attrs of [strided, { padding: [3, 3], size: [1, 1] }, { padding: [3, 3] }])
      assert.equal(chosen(attrs).at(-1), "ConvTranspose");
    assert.deepEqual(chosen(strided), ["ConvTranspose"]);
  });
  it("pads the maps for a rest as long as the stride", () => {
    assert.deepEqual(chosen({ padding: [3, 3], size: [2, 2] }), ["ConvTranspose"]);
    assert.deepEqual(chosen({ padding: [3, 3], size: [5, 5] }), ["Pad", "ConvTranspose"]);
  });
});
