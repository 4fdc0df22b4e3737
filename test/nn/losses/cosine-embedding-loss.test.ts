import assert from "node:assert/strict";
import { it } from "node:test";
import { CosineEmbeddingLoss } from "../../../src/nn/index.ts";
import { tensor } from "../../../src/tensor/index.ts";
import { lossSuite } from "../loss-golden.ts";

lossSuite("CosineEmbeddingLoss");

it("CosineEmbeddingLoss refuses inputs and targets that are no pairs", () => {
  const loss = new CosineEmbeddingLoss();
  const [two, one] = [
    tensor([
      [1, 2],
      [3, 4],
    ]),
    tensor([1]),
  ];
  assert.throws(() => loss.forward(two, two, one), /\[n, d\], \[n, d\] and \[n\], or/);
  assert.throws(() => loss.forward(two, one, one), /a target of the input's shape \[2,2\]/);
});

it("CosineEmbeddingLoss calls the cosine of a zero vector 0", async () => {
  const loss = new CosineEmbeddingLoss();
  assert.equal(await loss.forward(tensor([[0, 0]]), tensor([[1, 2]]), tensor([1])).item(), 1);
});
