import assert from "node:assert/strict";
import { it } from "node:test";
import { InstanceNorm2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("InstanceNorm2d");

it("InstanceNorm2d refuses one pixel in training, and other channels", () => {
  const layer = new InstanceNorm2d(3, { trackRunningStats: true });
  assert.throws(() => layer.forward(zeros([2, 3, 1, 1])), /more than 1 spatial element/);
  assert.deepEqual(layer.eval().forward(zeros([2, 3, 1, 1])).shape, [2, 3, 1, 1]);
  assert.throws(() => layer.forward(zeros([2, 4, 2, 2])), /an input \[n, 3, h, w\]/);
});
