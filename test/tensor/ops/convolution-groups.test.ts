import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import type { TensorType } from "../../../src/tensor/op.ts";
import { lowerGroupsInputGrad } from "../../../src/tensor/ops/convolution-groups.ts";

// The values are checked in convolution.samples.ts; here, what is written.
describe("lowerGroupsInputGrad", () => {
  const operators = (weight: readonly number[], groups: number) => {
    const graph = new GraphBuilder();
    const type = (shape: readonly number[]): TensorType => ({ shape, dtype: "float32" });
    const types = [type([1, weight[0]!, 3, 3]), type(weight)];
    const one = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], size: [5, 5] };
    const attrs = { ...one, groups };
    const context = { graph, names: ["a", "b"], types, out: type([]), attrs };
    lowerGroupsInputGrad(context, [2, 2], [2, 2]);
    return graph.finish().nodes.map(({ opType }) => opType);
  };

  it("turns kernels, and exchanges channels where a group has several", () => {
    assert.deepEqual(operators([4, 1, 3, 3], 4), ["Slice", "Conv"]);
    const several = ["Slice", "Reshape", "Transpose", "Reshape", "Conv"];
    assert.deepEqual(operators([4, 2, 3, 3], 2), several);
    assert.deepEqual(operators([8, 1, 3, 3], 4), several);
  });
});
