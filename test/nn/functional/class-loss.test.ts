import assert from "node:assert/strict";
import { it } from "node:test";
import { functional as F } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossEdges } from "../loss-edges.ts";

lossEdges(["cross_entropy", "nll_loss"]);

it("crossEntropy is nllLoss of logSoftmax", async () => {
  const logits = tensor([
    [2, 1, 0.1],
    [0, 1, 3],
  ]);
  const labels = tensor([0, 1], { dtype: "int64" });
  const weight = tensor([1, 2, 3]);
  const whole = F.crossEntropy(logits, labels, { weight });
  const parts = F.nllLoss(logits.logSoftmax(1), labels, { weight });
  assert.equal(await whole.item(), await parts.item());
});

it("crossEntropy and nllLoss refuse labels under their own names", () => {
  const [logits, labels] = [tensor([[2, 1]]), tensor([2], { dtype: "int64" })];
  assert.throws(
    () => F.crossEntropy(logits, labels),
    /^VisionError: crossEntropy: expected labels/,
  );
  assert.throws(() => F.nllLoss(logits, labels), /^VisionError: nllLoss: expected labels/);
});
