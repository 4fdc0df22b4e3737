import assert from "node:assert/strict";
import { it } from "node:test";
import { MSELoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("MSELoss");
refusesOtherShapes((settings) => new MSELoss(settings));

it("MSELoss gives 0.11 for the course's example", async () => {
  const loss = new MSELoss().forward(tensor([0.5, 0.8, 1.2]), tensor([0, 1, 1]));
  assert.ok(Math.abs((await loss.item()) - 0.11000001) < 1e-7);
});
