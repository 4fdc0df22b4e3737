import assert from "node:assert/strict";
import { test } from "node:test";
import { mlp } from "../../../src/models/blocks/mlp.ts";
import { ones } from "../../../src/tensor/index.ts";
import { fill } from "../fill.ts";

test("has torchvision's names", () => {
  const shapes = [...mlp(2, 6).stateDict()].map(([name, { shape }]) => `${name} ${shape}`);
  assert.deepEqual(shapes, ["0.weight 6,2", "0.bias 6", "3.weight 2,6", "3.bias 2"]);
});

test("drops out while training only", async () => {
  const block = mlp(4, 8, 1);
  fill(block);
  const x = ones([3, 4]);
  assert.ok((await block.forward(x).data()).every((value) => value === 0));
  assert.ok((await block.eval().forward(x).data()).every((value) => value !== 0));
});
