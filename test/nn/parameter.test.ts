import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isParameter, parameter } from "../../src/nn/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";

describe("parameter", () => {
  it("marks a tensor and asks for its gradient", () => {
    const weight = zeros([2]);
    assert.equal(isParameter(weight), false);
    assert.equal(parameter(weight), weight);
    assert.equal(isParameter(weight) && weight.requiresGrad, true);
    assert.equal(parameter(zeros([2]), { requiresGrad: false }).requiresGrad, false);
    assert.equal(isParameter([1]), false);
  });

  it("refuses whole numbers, and what was computed", () => {
    assert.throws(() => parameter(tensor([1], { dtype: "int64" })), /a floating-point tensor/);
    assert.throws(() => parameter(zeros([2]).exp()), /setRequiresGrad: expected a leaf tensor/);
  });
});
