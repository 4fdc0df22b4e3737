import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { grad, tensor, zeros } from "../../../src/tensor/index.ts";

// NaN, infinities, booleans and zeros: test/tensor/pytorch-edges.test.ts.
describe("cumprod, cummax and cummin", () => {
  const x = tensor([
    [3, 1, 2, 3],
    [4, 5, 0, 5],
  ]);

  it("stand for all elements up to each one", async () => {
    assert.deepEqual(await x.cumprod(-1).toArray(), [
      [3, 3, 6, 18],
      [4, 20, 0, 0],
    ]);
    assert.deepEqual(await x.cumprod(0).toArray(), [
      [3, 1, 2, 3],
      [12, 5, 0, 15],
    ]);
    const { values, indices } = x.cummax(1);
    assert.deepEqual(await values.toArray(), [
      [3, 3, 3, 3],
      [4, 5, 5, 5],
    ]);
    assert.deepEqual(await indices.toArray(), [
      [0, 0, 0, 3],
      [0, 1, 1, 3],
    ]);
    assert.deepEqual(await x.cummin(1).values.toArray(), [
      [3, 1, 1, 1],
      [4, 4, 0, 0],
    ]);
  });

  it("multiply many numbers in their order", async () => {
    const many = tensor(Array.from({ length: 37 }, (_, i) => 1 + ((7 * i) % 5) / 64));
    let product = 1;
    const want = [...(await many.data())].map((value) => {
      product *= Number(value);
      return product;
    });
    const got = await many.cumprod(0).data();
    want.forEach((value, i) => {
      assert.ok(Math.abs(Number(got[i]) - value) < 1e-5 * value, `${i}: ${got[i]}, not ${value}`);
    });
  });

  it("keep element types: whole numbers in 64 bits, places always", async () => {
    const small = tensor([100, 100, 100, 100, 100], { dtype: "uint8" });
    assert.equal(small.cumprod(0).dtype, "int64");
    assert.deepEqual(await small.cumprod(0).toArray(), [1e2, 1e4, 1e6, 1e8, 1e10]);
    assert.equal(small.cummax(0).values.dtype, "uint8");
    assert.equal(small.cummax(0).indices.dtype, "int64");
  });

  it("take nothing and one thing", async () => {
    assert.deepEqual(await zeros([0, 2]).cumprod(0).toArray(), []);
    assert.deepEqual(await zeros([2, 0]).cummax(0).values.toArray(), [[], []]);
    assert.deepEqual(
      await tensor([[7], [8]])
        .cummin(1)
        .values.toArray(),
      [[7], [8]],
    );
    assert.throws(() => tensor(1).cumprod(1), /cumprod: expected dim in \[-1, 0\]/);
    assert.throws(() => x.cummax(2), /cummax: expected dim in \[-2, 1\]/);
  });

  it("a second derivative of a product is right next to zeros", async () => {
    const leaf = tensor([2, 0, 3], { requiresGrad: true });
    const product = leaf.cumprod(0).select(0, 2); // a b c
    const [first] = grad(product, leaf, { createGraph: true });
    const [second] = grad(first!.select(0, 0), leaf); // of b c
    assert.deepEqual(await second!.toArray(), [0, 3, 0]);
  });
});
