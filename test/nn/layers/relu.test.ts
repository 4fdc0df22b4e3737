import assert from "node:assert/strict";
import { it } from "node:test";
import { ReLU } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("ReLU");

it("ReLU keeps what is above zero, as the course shows; no gradient at zero", async () => {
  const x = tensor([[-1, 0, 2]], { requiresGrad: true });
  const y = new ReLU().forward(x);
  y.sum().backward();
  assert.deepEqual(await y.toArray(), [[0, 0, 2]]);
  assert.deepEqual(await x.grad!.toArray(), [[0, 0, 1]]);
});
