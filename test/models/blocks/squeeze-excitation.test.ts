import assert from "node:assert/strict";
import { test } from "node:test";
import { SqueezeExcitation } from "../../../src/models/blocks/squeeze-excitation.ts";
import { ones } from "../../../src/tensor/index.ts";
import { fill } from "../fill.ts";

test("weighs whole channels, by numbers between 0 and 1", async () => {
  const block = new SqueezeExcitation(4, 2);
  fill(block);
  const out = (await block.forward(ones([1, 4, 2, 3])).data()) as Float32Array;
  for (let c = 0; c < 4; c++) {
    const channel = out.slice(6 * c, 6 * c + 6);
    assert.ok(channel.every((value) => value === channel[0] && value > 0 && value < 1));
  }
  const names = ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"];
  assert.deepEqual([...block.stateDict().keys()], names);
});
