import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PatchMerging, SwinTransformerBlock } from "../../src/models/swin-blocks.ts";
import { rand } from "../../src/tensor/index.ts";
import { fill } from "./fill.ts";
import { assertSwinCase, swinGolden } from "./swin-golden.ts";

describe("merges patches as torchvision", () => {
  for (const golden of swinGolden.merging) {
    const { version, input } = golden;
    test(`version ${version}: ${input}`, () =>
      assertSwinCase(new PatchMerging(input[3]!, version), golden));
  }
});

test("training may leave a block out", async () => {
  const sizes = { width: 4, heads: 2, window: [2, 2], shift: [1, 1], mlpRatio: 2 } as const;
  const block = new SwinTransformerBlock({ ...sizes, version: 2, dropProb: 1 });
  fill(block);
  const x = rand([1, 4, 4, 4]);
  assert.deepEqual(await block.forward(x).data(), await x.data());
  assert.notDeepEqual(await block.eval().forward(x).data(), await x.data());
});
