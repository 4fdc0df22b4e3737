import assert from "node:assert/strict";
import { it } from "node:test";
import { SmoothL1Loss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("SmoothL1Loss");
refusesOtherShapes((settings) => new SmoothL1Loss(settings));

it("SmoothL1Loss refuses a beta below zero; the line goes on to infinity", async () => {
  assert.throws(() => new SmoothL1Loss({ beta: -1 }), /beta to be a finite number >= 0, got -1/);
  const far = new SmoothL1Loss().forward(tensor([Number.POSITIVE_INFINITY]), tensor([0]));
  assert.equal(await far.item(), Number.POSITIVE_INFINITY);
});
