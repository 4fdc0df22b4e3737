import assert from "node:assert/strict";
import { test } from "node:test";
import { BasicConv2d } from "../../../src/models/blocks/basic-conv.ts";
import { zeros } from "../../../src/tensor/index.ts";

test("a convolution with norm, of one or two sizes", () => {
  const conv = new BasicConv2d(3, 4, [1, 7], { padding: [0, 3] });
  assert.deepEqual(conv.forward(zeros([2, 3, 8, 8])).shape, [2, 4, 8, 8]);
  assert.match(String(conv.bn), /eps=0.001/);
  assert.ok(!conv.stateDict().has("conv.bias"));
});
