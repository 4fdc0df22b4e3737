import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attentionWeights, joinHeads, splitHeads } from "../../../src/nn/functional/attention.ts";
import { Tensor, tensor, zeros } from "../../../src/tensor/index.ts";

// Equality with PyTorch: test/nn/layers/multihead-attention.test.ts.
describe("attention", () => {
  it("shares a query's look among the keys that no mask hides", async () => {
    const query = tensor([[[[2, 0, 0, 0]]]]);
    const key = tensor([
      [
        [
          [Math.log(4), 0, 0, 0],
          [0, 0, 0, 9],
          [5, 0, 0, 0],
        ],
      ],
    ]);
    const hidden = tensor([false, false, true]);
    const weights = attentionWeights({ query, key, value: key }, [hidden]);
    // scores 2 ln 4 / sqrt 4 and 0: shares 4 to 1
    const [first, second, third] = [...(await weights.data())].map(Number);
    assert.ok(Math.abs(first! - 0.8) < 1e-6 && Math.abs(second! - 0.2) < 1e-6);
    assert.equal(third, 0);
  });

  it("puts features into heads and back", async () => {
    const x = Tensor.fromData(
      Float32Array.from({ length: 24 }, (_, i) => i),
      [3, 2, 4],
    );
    const heads = splitHeads(x, 2);
    assert.deepEqual(heads.shape, [2, 2, 3, 2]);
    // batch 1, head 1, step 2: features 2 and 3 of row [2, 1]
    const all = (await heads.toArray()) as number[][][][];
    assert.deepEqual(all[1]![1]![2], [22, 23]);
    assert.deepEqual(await joinHeads(heads).data(), await x.data());
    assert.deepEqual(joinHeads(zeros([1, 2, 0, 3])).shape, [0, 1, 6]);
  });
});
