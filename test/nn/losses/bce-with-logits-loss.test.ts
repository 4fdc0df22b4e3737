import assert from "node:assert/strict";
import { it } from "node:test";
import { BCEWithLogitsLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("BCEWithLogitsLoss");
refusesOtherShapes((settings) => new BCEWithLogitsLoss(settings));

it("BCEWithLogitsLoss takes weights over from a state dict", async () => {
  const loss = new BCEWithLogitsLoss({ posWeight: tensor([1]) });
  loss.loadStateDict(new Map([["pos_weight", tensor([3])]]));
  const value = await loss.forward(tensor([0]), tensor([1])).item();
  assert.ok(Math.abs(value - 3 * Math.LN2) < 1e-6);
});

it("BCEWithLogitsLoss refuses a posWeight that does not broadcast to the logits", () => {
  const loss = new BCEWithLogitsLoss({ posWeight: tensor([[1], [1]]) });
  assert.throws(() => loss.forward(tensor([0]), tensor([1])), /a posWeight that broadcasts to/);
});
