import assert from "node:assert/strict";
import { test } from "node:test";
import { initialize } from "../../../src/models/blocks/initialize.ts";
import { BatchNorm2d, Conv2d, Linear } from "../../../src/nn/index.ts";

const deviation = (data: Float32Array) =>
  Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);

test("convolutions start by He's rule, linear layers small, biases at 0", () => {
  const [conv, linear, norm] = [new Conv2d(8, 64, 3), new Linear(100, 200), new BatchNorm2d(3)];
  for (const module of [conv, linear, norm]) initialize(module);
  const wanted = Math.sqrt(2 / (64 * 9));
  assert.ok(Math.abs(deviation(conv.weight.hostData() as Float32Array) / wanted - 1) < 0.05);
  assert.ok(Math.abs(deviation(linear.weight.hostData() as Float32Array) / 0.01 - 1) < 0.05);
  for (const { bias } of [conv, linear]) assert.ok(bias!.hostData().every((value) => value === 0));
  assert.ok(norm.weight!.hostData().every((value) => value === 1));
});
