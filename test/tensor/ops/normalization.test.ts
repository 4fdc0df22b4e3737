import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, ones, zeros } from "../../../src/tensor/index.ts";
import { normalization } from "../../../src/tensor/ops/normalization.ts";
import { normalizationSamples } from "./normalization.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(normalization, normalizationSamples);

describe("normalization's refusals", () => {
  const { scaleShift, batchNorm, layerNorm } = normalization;

  it("other channels, element types and ranks", () => {
    const call = (...shapes: number[][]) =>
      applyOp(
        scaleShift,
        shapes.map((s) => ones(s)),
        {},
      );
    assert.throws(() => call([2, 3, 4, 4], [4], [4]), {
      message:
        "scaleShift: expected 4 channels, got [2, 3, 4, 4]; check the layer's number of channels, or the previous layer's",
    });
    assert.throws(() => call([3], [3], [3]), /an input \[n, c, \.\.\.\]/);
    const wide = zeros([2, 3], { dtype: "float64" });
    const inputs = [wide, ...Array.from({ length: 4 }, () => ones([3]))];
    assert.throws(() => applyOp(batchNorm, inputs, { eps: 1e-5 }), /tensors of float64/);
    const whole = [zeros([2, 3], { dtype: "int64" })];
    assert.throws(() => applyOp(layerNorm, whole, { dims: 1, eps: 1e-5 }), /floating-point/);
  });

  it("a weight that does not fit the normalized dimensions", () => {
    assert.throws(
      () => applyOp(layerNorm, [ones([2, 3]), ones([2])], { dims: 1, eps: 1e-5 }),
      /layerNorm: expected float32 \[3\]/,
    );
  });
});

describe("normalization in double precision", () => {
  it("keeps the element type", async () => {
    const options = { dtype: "float64" } as const;
    const x = zeros([2, 2, 2], options);
    const one = ones([2], options);
    const zero = zeros([2], options);
    const y = applyOp(normalization.batchNorm, [x, one, one, zero, one], { eps: 1e-5 });
    const z = applyOp(normalization.layerNorm, [x], { dims: 1, eps: 1e-5 });
    assert.deepEqual(await y.data(), new Float64Array(8).fill(1));
    assert.deepEqual(await z.data(), new Float64Array(8));
  });
});
