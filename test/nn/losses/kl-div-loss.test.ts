import assert from "node:assert/strict";
import { it } from "node:test";
import { KLDivLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("KLDivLoss");
refusesOtherShapes((settings) => new KLDivLoss(settings));

it("KLDivLoss gives 0.13188538 for the course's example", async () => {
  const loss = new KLDivLoss({ reduction: "batchmean" });
  const logs = tensor([[0.2, 0.5, 0.3]]).logSoftmax(1);
  const value = await loss.forward(logs, tensor([[0.1, 0.6, 0.3]])).item();
  assert.ok(Math.abs(value - 0.13188538) < 1e-6, String(value));
});

it("KLDivLoss counts a probability of zero as nothing, though it has no slope there", async () => {
  const target = tensor([0, 1], { requiresGrad: true });
  const loss = new KLDivLoss({ reduction: "sum" }).forward(tensor([-1, -2]), target);
  assert.equal(await loss.item(), 2);
  loss.backward();
  assert.deepEqual(await target.grad!.toArray(), [Number.NaN, 3]); // as PyTorch
});

it("KLDivLoss refuses batchmean without a batch", () => {
  const loss = new KLDivLoss({ reduction: "batchmean" });
  assert.throws(() => loss.forward(tensor(0), tensor(1)), /a batch for batchmean, got \[\]/);
});
