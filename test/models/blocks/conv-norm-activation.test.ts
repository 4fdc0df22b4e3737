import assert from "node:assert/strict";
import { test } from "node:test";
import { convNormActivation } from "../../../src/models/blocks/conv-norm-activation.ts";
import { zeros } from "../../../src/tensor/index.ts";

test("a convolution, its norm and activation, each may be left out", () => {
  const full = convNormActivation(3, 4, { kernelSize: 5, stride: 2 });
  assert.equal(full.length, 3);
  assert.deepEqual(full.forward(zeros([2, 3, 8, 6])).shape, [2, 4, 4, 3]);
  assert.ok(!full.stateDict().has("0.bias"));
  const bare = convNormActivation(3, 4, { norm: null, activation: null });
  assert.deepEqual([...bare.stateDict().keys()], ["0.weight", "0.bias"]);
});
