import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";
import { reduction } from "../../../src/tensor/ops/reduction.ts";
import { opSuite } from "./op-suite.ts";
import { reductionSamples } from "./reduction.samples.ts";

opSuite(reduction, reductionSamples);

describe("reductions where several elements are the largest", () => {
  it("amax shares the gradient among equals, as torch.amax", async () => {
    const x = tensor([[3, 1, 3, 3]], { requiresGrad: true });
    x.amax().backward();
    assert.deepEqual(await x.grad!.mul(3).toArray(), [[1, 0, 1, 1]]);
  });

  it("argmax names the first of equals", async () => {
    assert.deepEqual(
      await tensor([
        [0, 2, 2],
        [1, 1, 1],
      ])
        .argmax(1)
        .toArray(),
      [1, 0],
    );
  });

  it("refuses to choose from nothing", () => {
    assert.throws(() => zeros([0, 3]).amax(), {
      message:
        "amax: expected at least one element to choose from, got [0, 3]; check for an empty batch",
    });
    assert.throws(() => zeros([2, 0]).argmax(1), /^VisionError: argmax: expected at least one/);
  });

  it("refuses the mean of whole numbers", () => {
    assert.throws(() => zeros([2], { dtype: "int64" }).mean(), {
      message: 'mean: expected a floating-point tensor, got "int64"; convert with .to("float32")',
    });
  });
});
