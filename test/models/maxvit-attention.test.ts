import assert from "node:assert/strict";
import { test } from "node:test";
import { PartitionAttention, RelativeAttention } from "../../src/models/maxvit-attention.ts";
import { rand, Tensor } from "../../src/tensor/index.ts";
import { fill } from "./fill.ts";

const shape = {
  width: 4,
  headDim: 2,
  mlpRatio: 2,
  mlpDropout: 0,
  attentionDropout: 0,
  dropProb: 0,
  partitionSize: 2,
} as const;

// Which places of a 4x6 image change when place (1, 3) of the input does.
async function reached(kind: "window" | "grid"): Promise<string[]> {
  const layer = new PartitionAttention({ ...shape, kind });
  fill(layer);
  const data = (await rand([1, 4, 6, 4]).data()) as Float32Array;
  const changed = data.slice();
  changed[4 * (1 * 6 + 3)]! += 1;
  const of = (values: Float32Array) =>
    layer
      .eval()
      .forward(Tensor.fromData(values, [1, 4, 6, 4]))
      .data();
  const [before, after] = [await of(data), await of(changed)];
  const places = Array.from({ length: 24 }, (_, i) => i);
  const differs = (i: number) =>
    before.slice(4 * i, 4 * i + 4).some((v, k) => v !== after[4 * i + k]);
  return places.filter(differs).map((i) => `${Math.floor(i / 6)} ${i % 6}`);
}

test("places of one window look at each other", async () => {
  assert.deepEqual(await reached("window"), ["0 2", "0 3", "1 2", "1 3"]);
});

test("places of one grid look at each other, half the image apart", async () => {
  assert.deepEqual(await reached("grid"), ["1 0", "1 3", "3 0", "3 3"]);
});

test("has torchvision's names, and a table for each offset and head", () => {
  const attention = new RelativeAttention(6, 2, 3);
  const state = [...attention.stateDict()].map(([name, tensor]) => `${name} ${tensor.shape}`);
  assert.deepEqual(state, [
    "relative_position_bias_table 25,3",
    "relative_position_index 9,9",
    "to_qkv.weight 18,6",
    "to_qkv.bias 18",
    "merge.weight 6,6",
    "merge.bias 6",
  ]);
  assert.throws(() => new RelativeAttention(5, 2, 3), /a width divisible by headDim=2, got 5/);
});

test("training may leave both parts out", async () => {
  const layer = new PartitionAttention({ ...shape, dropProb: 1, kind: "grid" });
  fill(layer);
  const x = rand([1, 4, 4, 4]);
  assert.deepEqual(await layer.forward(x).data(), await x.data());
  assert.notDeepEqual(await layer.eval().forward(x).data(), await x.data());
});
