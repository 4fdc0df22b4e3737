import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, zeros } from "../../../src/tensor/index.ts";
import { resampling, weightsOf } from "../../../src/tensor/ops/resampling.ts";
import { opSuite } from "./op-suite.ts";
import { resamplingSamples } from "./resampling.samples.ts";

opSuite(resampling, resamplingSamples);

describe("resampling", () => {
  it("refuses what is no batch of images, and whole numbers where it would mix them", () => {
    const attrs = { mode: "bilinear", size: [2, 2], step: [1, 1] } as const;
    assert.throws(() => applyOp(resampling.resample, [zeros([2, 2])], attrs), {
      message:
        "interpolate: expected an input [n, c, h, w] of 4 dimensions, got [2, 2]; " +
        "reshape it, or check what came before",
    });
    const whole = zeros([1, 1, 2, 2], { dtype: "int64" });
    assert.throws(() => applyOp(resampling.resample, [whole], attrs), /a floating-point tensor/);
  });
});

describe("weightsOf", () => {
  it("takes means of windows that may overlap", () => {
    assert.deepEqual(weightsOf("area", 3, 2, 1.5), [0.5, 0.5, 0, 0, 0.5, 0.5]);
  });
  it("takes the element before, or the nearer two in shares", () => {
    assert.deepEqual(weightsOf("nearest", 2, 4, 0.5), [1, 0, 1, 0, 0, 1, 0, 1]);
    assert.deepEqual(weightsOf("bilinear", 2, 1, 2), [0.5, 0.5]);
    assert.deepEqual(weightsOf("corners", 2, 3, 2 / 3), [1, 0, 0.5, 0.5, 0, 1]);
  });
});
