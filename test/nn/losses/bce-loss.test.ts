import assert from "node:assert/strict";
import { it } from "node:test";
import { BCELoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("BCELoss");
refusesOtherShapes((settings) => new BCELoss(settings));

it("BCELoss refuses what is no probability, and weights that do not broadcast to the losses", () => {
  const [half, two] = [tensor([0.5, 0.5]), tensor([1, 2])];
  assert.throws(() => new BCELoss().forward(two, half), /in \[0, 1\], got { value: 2, at: 1 }/);
  const weight = tensor([
    [1, 1],
    [1, 1],
  ]);
  assert.throws(() => new BCELoss({ weight }).forward(half, half), /a weight that broadcasts/);
});
