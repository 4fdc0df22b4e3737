import assert from "node:assert/strict";
import { test } from "node:test";
import { transformInput } from "../../../src/models/blocks/transform-input.ts";
import { Tensor } from "../../../src/tensor/index.ts";

test("ImageNet's normalisation becomes that by 0.5 and 0.5", async () => {
  const pixel = [0.1, 0.6, 0.9];
  const mean = [0.485, 0.456, 0.406];
  const std = [0.229, 0.224, 0.225];
  const x = Float32Array.from(pixel, (value, c) => (value - mean[c]!) / std[c]!);
  const out = await transformInput(Tensor.fromData(x, [1, 3, 1, 1])).data();
  for (const [c, value] of pixel.entries())
    assert.ok(Math.abs(Number(out[c]) - (value - 0.5) / 0.5) < 1e-6);
});
