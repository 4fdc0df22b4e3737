import assert from "node:assert/strict";
import { it } from "node:test";
import { LayerNorm } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("LayerNorm");

it("LayerNorm refuses other last dimensions", () => {
  assert.throws(() => new LayerNorm([3, 4]).forward(zeros([2, 4, 3])), {
    message:
      "layerNorm: expected an input whose last dimensions are [3, 4], got [2, 4, 3]; check normalizedShape",
  });
  assert.throws(() => new LayerNorm([]), /at least one dimension/);
  assert.throws(() => new LayerNorm(0), /normalizedShape/);
});
