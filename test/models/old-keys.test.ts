import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addBatchCounters, renameOldKeys } from "../../src/models/old-keys.ts";

describe("renameOldKeys", () => {
  it("renames what DenseNet and the vision transformers were saved with, in place", () => {
    const block = "features.denseblock1.denselayer12";
    const mlp = "encoder.layers.encoder_layer_11.mlp";
    const renamed: readonly (readonly [string, string])[] = [
      [`${block}.norm.1.running_mean`, `${block}.norm1.running_mean`],
      [`${block}.conv.2.weight`, `${block}.conv2.weight`],
      [`${mlp}.linear_1.weight`, `${mlp}.0.weight`],
      [`${mlp}.linear_2.bias`, `${mlp}.3.bias`],
    ];
    const kept = [
      `${block}.norm1.weight`,
      `${mlp}.0.bias`,
      "features.conv.1.weight",
      "features.transition1.norm.1",
      "mlp.linear_1.weight",
      `${block}.norm.3.weight`,
    ];
    const before = [...renamed.map(([old]) => old), ...kept];
    const after = renameOldKeys(new Map(before.map((key, i) => [key, i])));
    assert.deepEqual(
      [...after],
      [...renamed.map(([, name]) => name), ...kept].map((key, i) => [key, i]),
    );
  });
});

describe("addBatchCounters", () => {
  const own = new Map([
    ["bn.num_batches_tracked", 0],
    ["bn.weight", 1],
    ["num_batches_tracked", 2],
  ]);

  it("adds all of them to a file that has none", () => {
    const state = new Map([["bn.weight", 5]]);
    addBatchCounters(state, own);
    assert.deepEqual(Object.fromEntries(state), {
      "bn.weight": 5,
      "bn.num_batches_tracked": 0,
      num_batches_tracked: 2,
    });
  });

  it("adds none where the file has some: then one is missing", () => {
    const state = new Map([["other.num_batches_tracked", 5]]);
    addBatchCounters(state, own);
    assert.equal(state.size, 1);
  });
});
