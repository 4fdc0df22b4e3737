import assert from "node:assert/strict";
import { test } from "node:test";
import { MaxVitLayer, maxvitNorm } from "../../src/models/maxvit-layer.ts";
import { zeros } from "../../src/tensor/index.ts";

const shape = {
  into: 4,
  out: 8,
  headDim: 4,
  mlpRatio: 2,
  mlpDropout: 0,
  attentionDropout: 0,
  dropProb: 0.5,
  partitionSize: 2,
  squeezeRatio: 0.25,
  expansionRatio: 1.5,
} as const;

test("halves the sides with stride 2, rounding up", () => {
  const layer = new MaxVitLayer({ ...shape, stride: 2 });
  assert.deepEqual(layer.forward(zeros([2, 4, 7, 12])).shape, [2, 8, 4, 6]);
});

test("projects its shortcut only where the shape changes", () => {
  const projected = (into: number, stride: 1 | 2) =>
    [...new MaxVitLayer({ ...shape, into, stride }).stateDict().keys()].filter((name) =>
      name.startsWith("layers.MBconv.proj."),
    );
  assert.deepEqual(projected(8, 1), []);
  assert.deepEqual(projected(4, 1), ["layers.MBconv.proj.0.weight", "layers.MBconv.proj.0.bias"]);
  assert.deepEqual(projected(8, 2), ["layers.MBconv.proj.1.weight", "layers.MBconv.proj.1.bias"]);
});

test("widths follow the ratios", () => {
  const state = new MaxVitLayer({ ...shape, stride: 1 }).stateDict();
  assert.deepEqual(state.get("layers.MBconv.layers.conv_a.0.weight")!.shape, [12, 4, 1, 1]);
  const squeezed = state.get("layers.MBconv.layers.squeeze_excitation.fc1.weight")!;
  assert.deepEqual(squeezed.shape, [2, 12, 1, 1]);
  assert.match(String(maxvitNorm(3)), /eps=0.001, momentum=0.99/);
});
