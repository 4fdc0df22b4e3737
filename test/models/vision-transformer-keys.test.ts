import assert from "node:assert/strict";
import { test } from "node:test";
import { VisionTransformer } from "../../src/models/vision-transformer.ts";
import { currentKeys } from "../../src/models/vision-transformer-keys.ts";
import { zeros } from "../../src/tensor/index.ts";

test("files with the old names load", () => {
  const shape = { patchSize: 8, numLayers: 2, numHeads: 2, hiddenDim: 8, mlpDim: 16 };
  const net = new VisionTransformer(shape, { imageSize: 16, numClasses: 3 });
  const state = [...net.stateDict()].map(
    ([key, tensor]) =>
      [key.replace("mlp.0.", "mlp.linear_1.").replace("mlp.3.", "mlp.linear_2."), tensor] as const,
  );
  assert.equal(state.filter(([key]) => key.includes("linear_")).length, 8);
  assert.throws(() => net.loadStateDict(new Map(state)), { code: "MISMATCH" });
  net.loadStateDict(currentKeys(new Map(state)));
});

test("other names stay", () => {
  const names = ["mlp.linear_1.weight", "encoder.layers.encoder_layer_0.mlp.0.weight", "x"];
  const state = new Map(names.map((name) => [name, zeros([1])]));
  assert.deepEqual([...currentKeys(state).keys()], names);
});
