import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultBias, defaultWeight, fans } from "../../src/nn/index.ts";
import { Rng } from "../../src/util/rng.ts";

// Bit for bit equality with PyTorch's first weights: layer-suite.ts.
describe("first weights", () => {
  it("counts what a unit takes in and gives out", () => {
    assert.deepEqual(fans([5, 10]), { fanIn: 10, fanOut: 5 });
    assert.deepEqual(fans([6, 3, 5, 4]), { fanIn: 60, fanOut: 120 });
  });

  it("lie within 1/sqrt(fanIn), near the bound too", () => {
    const drawn = [defaultWeight([100, 25], new Rng(1)), defaultBias(1000, [1000, 25], new Rng(1))];
    for (const tensor of drawn) {
      const sizes = [...tensor.hostData()].map((value) => Math.abs(Number(value)));
      const largest = Math.max(...sizes);
      assert.ok(largest <= 0.2000001 && largest > 0.19, `${largest}`);
    }
  });
});
