import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lstmSequence, lstmStep, sequence } from "../../../src/nn/functional/recurrent.ts";
import { realize, type Tensor, uniform } from "../../../src/tensor/index.ts";
import { Rng } from "../../../src/util/rng.ts";

// Equality with PyTorch: the tests of the layers.
describe("an LSTM's steps as one operation", () => {
  for (const reverse of [false, true]) {
    it(`give what single steps give, ${reverse ? "backwards" : "forwards"}, and so do the gradients`, async () => {
      const rng = new Rng(3);
      const draw = (...shape: number[]) => uniform(shape, -1, 1, rng).setRequiresGrad();
      const x = draw(4, 2, 3);
      const first = [draw(2, 5), draw(2, 5)];
      const weights = {
        inputHidden: draw(20, 3),
        hiddenHidden: draw(20, 5),
        inputBias: draw(20),
        hiddenBias: draw(20),
      };
      const leaves = [x, ...first, ...Object.values(weights)];
      const results = [];
      for (const run of [
        () => lstmSequence(x, first, weights, reverse),
        () => sequence(lstmStep, x, first, weights, reverse),
      ]) {
        for (const leaf of leaves) leaf.zeroGrad();
        const { output, state } = run();
        const outs = [output, ...state];
        outs.reduce((sum, out) => sum.add(out.mul(out).sum()), output.sum()).backward();
        const all = [...outs, ...leaves.map(({ grad }) => grad!)];
        await realize(...all);
        results.push(all.map(numbers));
      }
      const [one, single] = results as [number[][], number[][]];
      one.forEach((values, i) => {
        assert.equal(values.length, single[i]!.length);
        const errors = values.map((value, j) => Math.abs(value - single[i]![j]!));
        assert.ok(Math.max(...errors) < 1e-4, `result ${i}: off by ${Math.max(...errors)}`);
      });
    });
  }
});

function numbers(tensor: Tensor): number[] {
  return [...tensor.hostData()].map(Number);
}
