import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { namedWeights, recurrentWeights } from "../../../src/nn/layers/recurrent.ts";
import { manualSeed } from "../../../src/tensor/index.ts";

// Layers and directions, and PyTorch's numbers: the tests of RNN, LSTM and GRU.
describe("weights of recurrent layers", () => {
  it("lie within 1/sqrt(hidden) and have PyTorch's names and shapes", () => {
    manualSeed(1);
    const named = namedWeights(recurrentWeights(30, 100, 4, true), "_l0");
    assert.deepEqual(
      Object.entries(named).map(([name, { shape }]) => [name, shape]),
      [
        ["weight_ih_l0", [400, 30]],
        ["weight_hh_l0", [400, 100]],
        ["bias_ih_l0", [400]],
        ["bias_hh_l0", [400]],
      ],
    );
    for (const tensor of Object.values(named)) {
      const sizes = [...tensor.hostData()].map((value) => Math.abs(Number(value)));
      assert.ok(Math.max(...sizes) <= 0.1000001 && Math.max(...sizes) > 0.095);
      assert.ok(tensor.requiresGrad);
    }
  });

  it("have no biases where none are asked for", () => {
    const named = namedWeights(recurrentWeights(2, 3, 1, false), "_l1_reverse");
    assert.deepEqual(Object.keys(named), ["weight_ih_l1_reverse", "weight_hh_l1_reverse"]);
  });
});
