import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ShiftedWindowAttention,
  ShiftedWindowAttentionV2,
} from "../../src/models/swin-attention.ts";
import { ones } from "../../src/tensor/index.ts";
import { fill } from "./fill.ts";
import { assertSwinCase, swinGolden } from "./swin-golden.ts";

const classes = { 1: ShiftedWindowAttention, 2: ShiftedWindowAttentionV2 } as const;

describe("attends as torchvision", () => {
  for (const golden of swinGolden.attention) {
    const { version, window, shift, input } = golden;
    test(`version ${version}: ${input} in windows of ${window} moved by ${shift}`, async () => {
      const module = new classes[version]({ width: input[3]!, heads: 2, window, shift });
      await assertSwinCase(module, golden);
    });
  }
});

test("has torchvision's table of coordinates, to the bit", () => {
  const { window, table } = swinGolden.coordinates;
  const module = new ShiftedWindowAttentionV2({ width: 4, heads: 2, window, shift: [0, 0] });
  const own = module.stateDict().get("relative_coords_table")!;
  assert.deepEqual(own.shape, [1, 5, 9, 2]);
  assert.deepEqual(own.hostData(), Float32Array.from(table));
});

for (const [version, Attention] of Object.entries(classes)) {
  test(`drops features and looks while training only: version ${version}`, async () => {
    const shape = { width: 4, heads: 2, window: [2, 2], shift: [0, 0] } as const;
    const x = ones([1, 2, 2, 4]);
    const all = new Attention({ ...shape, dropout: 1 });
    assert.ok((await all.forward(x).data()).every((value) => value === 0));
    const looks = new Attention({ ...shape, attentionDropout: 1 });
    fill(looks);
    const bias = looks.stateDict().get("proj.bias")!.hostData();
    assert.deepEqual((await looks.forward(x).data()).slice(0, 4), bias);
    assert.notDeepEqual((await looks.eval().forward(x).data()).slice(0, 4), bias);
  });
}
