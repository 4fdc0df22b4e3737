import assert from "node:assert/strict";
import { it } from "node:test";
import { functional as F } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";

it("cosineEmbeddingLoss and tripletMarginLoss measure angles and distances", async () => {
  const [a, b, c] = [tensor([[1, 0]]), tensor([[0, 1]]), tensor([[4, 4]])];
  const near = async (loss: typeof a, want: number) =>
    assert.ok(Math.abs((await loss.item()) - want) < 1e-5, `${await loss.item()} for ${want}`);
  await near(F.cosineEmbeddingLoss(a, b, tensor([1])), 1);
  await near(F.cosineEmbeddingLoss(a, c, tensor([-1]), { margin: 0.5 }), Math.SQRT1_2 - 0.5);
  await near(F.tripletMarginLoss(a, b, c, { p: 1, margin: 6 }), 1);
  await near(F.tripletMarginLoss(a, b, c), 0);
});
