import assert from "node:assert/strict";
import { it } from "node:test";
import { functional as F } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossEdges } from "../loss-edges.ts";

lossEdges(["kl_div", "binary_cross_entropy", "binary_cross_entropy_with_logits"]);

it("functional losses are the losses of the modules, mean by default", async () => {
  const [x, y] = [tensor([1, 4]), tensor([0, 2])];
  assert.equal(await F.mseLoss(x, y).item(), 2.5);
  assert.equal(await F.l1Loss(x, y).item(), 1.5);
  assert.equal(await F.smoothL1Loss(x, y, { reduction: "sum" }).item(), 2);
  assert.equal(await F.huberLoss(x, y, { delta: 2 }).item(), 1.25);
  assert.equal(await F.binaryCrossEntropy(tensor([1]), tensor([0])).item(), 100);
});

it("functional losses refuse shapes and settings under their own names", () => {
  const [x, y] = [tensor([1, 4]), tensor([[0, 2]])];
  const calls = { mseLoss: 0, l1Loss: 0, smoothL1Loss: 0, huberLoss: 0, klDiv: 0 };
  for (const name of Object.keys(calls) as (keyof typeof calls)[])
    assert.throws(() => F[name](x, y), { message: new RegExp(`^${name}: expected a target`) });
  assert.throws(() => F.huberLoss(x, x, { delta: 0 }), /expected delta > 0/);
  assert.throws(() => F.smoothL1Loss(x, x, { beta: -1 }), /beta/);
});
