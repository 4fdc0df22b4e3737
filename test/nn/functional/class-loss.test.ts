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

it("computed labels count as those in memory, and stop the run where they are no class", async () => {
  const logits = tensor([
    [2, 1, 0.1],
    [0, 1, 3],
  ]);
  const labels = (...numbers: number[]) => tensor(numbers, { dtype: "int64" });
  for (const settings of [{}, { weight: tensor([1, 2, 3]) }, { labelSmoothing: 0.1 }]) {
    for (const numbers of [labels(2, 0), labels(-100, 1)]) {
      const [known, computed] = [numbers, numbers.add(0)].map((target) =>
        F.crossEntropy(logits, target, settings),
      );
      assert.ok(Math.abs((await computed!.item()) - (await known!.item())) < 1e-6);
    }
    for (const wrong of [labels(0, 3), labels(-1, 0)])
      await assert.rejects(F.crossEntropy(logits, wrong.add(0), settings).item(), {
        code: "INVALID_ARGUMENT",
        message: /expected indices inside of the dimension that they choose from, got .*idx=3/,
      });
  }
});
