import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { exportOnnx } from "../../src/models/export-onnx.ts";
import { loadOnnx } from "../../src/models/load-onnx.ts";
import { PatchMerging, SwinTransformerBlock } from "../../src/models/swin-blocks.ts";
import { noGrad, rand, zeros } from "../../src/tensor/index.ts";
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

for (const version of [1, 2] as const) {
  test(`is exported for any batch size: version ${version}`, async () => {
    const sizes = { width: 4, heads: 2, window: [2, 2], shift: [1, 1], mlpRatio: 2 } as const;
    const block = new SwinTransformerBlock({ ...sizes, version, dropProb: 0 });
    fill(block);
    const bytes = await exportOnnx(block, zeros([1, 3, 4, 4]), { dynamicBatch: true });
    const x = rand([3, 3, 4, 4]);
    const want = Array.from(await noGrad(() => block.eval().forward(x)).data(), Number);
    const got = await (await loadOnnx(bytes)).predict(x);
    // Relative to the largest: cosines times a hundred make more of a rounding.
    const near = 1e-5 * Math.max(...want.map(Math.abs));
    Array.from(await got.data(), Number).forEach((value, i) => {
      assert.ok(Math.abs(value - want[i]!) < near, `${i}: ${value}, ${want[i]}`);
    });
  });
}
