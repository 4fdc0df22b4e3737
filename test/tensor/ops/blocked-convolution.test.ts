import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, realize } from "../../../src/tensor/index.ts";
import { GraphBuilder } from "../../../src/tensor/onnx/builder.ts";
import { addBlocked, fitsBlocks } from "../../../src/tensor/ops/blocked-convolution.ts";
import { convolution } from "../../../src/tensor/ops/convolution.ts";
import { Rng } from "../../../src/util/rng.ts";
import { between, toTensor } from "./arrays.ts";
import { assertNear } from "./op-suite.ts";
import { convolve, convolveInputGrad, convolveWeightGrad } from "./windows.ts";

const cases = [
  { x: [4, 16, 16, 16], k: [32, 16, 3, 3], padding: [1, 1] },
  { x: [2, 32, 23, 24], k: [16, 32, 1, 1] },
  { x: [1, 16, 68, 68], k: [16, 16, 3, 2], stride: [2, 2], padding: [1, 0] },
  { x: [1, 16, 34, 35], k: [16, 16, 2, 3], dilation: [2, 1], padding: [0, 2] },
];

// A recording that trains a convolution's weight goes by blocks, where the machine has them.
describe("convolutions on blocked channels", () => {
  for (const { x, k, stride = [1, 1], padding = [0, 0], dilation = [1, 1] } of cases) {
    it(`are those of the definition: ${JSON.stringify({ x, k, stride, padding, dilation })}`, async () => {
      const rng = new Rng(3);
      const [maps, kernel, bias] = [x, k, [k[0]!]].map((shape) => between(rng, shape, -1, 1));
      const leaves = [maps!, kernel!, bias!].map((part) => toTensor(part).setRequiresGrad());
      const attrs = { stride, padding, dilation, groups: 1 };
      const want = convolve([maps!, kernel!, bias!], attrs);
      const gy = between(rng, want.shape, -1, 1);
      const y = applyOp(convolution.conv, leaves, attrs);
      y.mul(toTensor(gy)).sum().backward();
      await realize(y, ...leaves.map(({ grad }) => grad!));
      assertNear(y, want.data, 1e-5);
      const dx = convolveInputGrad([gy, kernel!], { ...attrs, size: x.slice(2) });
      assertNear(leaves[0]!.grad!, dx.data, 1e-5);
      const dw = convolveWeightGrad([maps!, gy], { ...attrs, size: k.slice(2) });
      assertNear(leaves[1]!.grad!, dw.data, 1e-4);
    });
  }

  it("are taken for whole blocks of channels on large maps", () => {
    const type = (shape: readonly number[]) => ({ shape, dtype: "float32" }) as const;
    const [large, small] = [type([16, 32, 8, 8]), type([15, 32, 8, 8])];
    assert.equal(fitsBlocks(16, large, [32, 48], large), true);
    assert.equal(fitsBlocks(16, small, [32, 48], small), false);
    assert.equal(fitsBlocks(16, large, [32, 40], large), false);
    assert.equal(fitsBlocks(8, large, [32, 40], large), true);
    assert.equal(fitsBlocks(1, large, [32, 48], large), false);
    assert.equal(fitsBlocks(16, type([16, 32, 64]), [32, 32], large), false);
  });

  it("put the channels of one map in blocks once", () => {
    const graph = new GraphBuilder({ channelBlock: 8 });
    const settings = { strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], turned: false };
    for (const weight of ["v", "w"])
      addBlocked(graph, { x: "x", weight, ...settings }, [8, 8, 1, 1]);
    const names = graph.finish().nodes.map(({ opType }) => opType);
    assert.equal(names.filter((name) => name === "ReorderInput").length, 1);
    assert.equal(names.filter((name) => name === "Conv").length, 2);
  });
});
