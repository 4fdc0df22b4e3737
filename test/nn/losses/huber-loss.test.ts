import assert from "node:assert/strict";
import { it } from "node:test";
import { HuberLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("HuberLoss");
refusesOtherShapes((settings) => new HuberLoss(settings));

it("HuberLoss refuses a delta that is not above zero", () => {
  assert.throws(() => new HuberLoss({ delta: 0 }), /expected delta > 0, got 0/);
  assert.throws(() => new HuberLoss({ delta: -1 }), /delta to be a finite number >= 0/);
  assert.equal(new HuberLoss({ delta: 2 }).forward(tensor([1]), tensor([0])).shape.length, 0);
});
