import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { einsum, tensor, zeros } from "../../src/tensor/index.ts";

describe("einsum", () => {
  it("multiplies whole numbers, too", async () => {
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: "int64" },
    );
    assert.deepEqual(await einsum("ij,jk->ki", x, x).toArray(), [
      [7, 15],
      [10, 22],
    ]);
  });

  it("takes a diagonal of a letter that occurs three times", async () => {
    const x = tensor([0, 1, 2, 3, 4, 5, 6, 7]).reshape([2, 2, 2]);
    assert.deepEqual(await einsum("iii->i", x).toArray(), [0, 7]);
  });

  it("sums of nothing are 0", async () => {
    assert.deepEqual(await einsum("ij,jk->ik", zeros([2, 0]), zeros([0, 3])).toArray(), [
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("has a second derivative", async () => {
    const x = tensor([2, 3], { requiresGrad: true });
    einsum("i,i,i->", x, x, x).backward({ createGraph: true });
    const slope = x.grad!.sum();
    x.zeroGrad();
    slope.backward();
    assert.deepEqual(await x.grad!.toArray(), [12, 18]);
  });

  it("refuses sizes that do not fit", () => {
    assert.throws(() => einsum("ij,jk", zeros([2, 3]), zeros([4, 5])), {
      message: 'einsum: expected one size for "j" in "ij,jk", got [3, 4]; check the shapes',
    });
    assert.throws(() => einsum("ii->i", zeros([2, 1])), /equal sizes for the repeated "i"/);
    assert.throws(() => einsum("i"), /an operand for each of 1 terms/);
  });
});
