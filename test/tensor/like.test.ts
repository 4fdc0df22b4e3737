import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyLike, fullLike, onesLike, tensor, zerosLike } from "../../src/tensor/index.ts";

describe("tensors like another", () => {
  const other = tensor([[1, 2]], { dtype: "int32" });

  it("take its shape and element type, unless told otherwise", () => {
    for (const made of [zerosLike(other), onesLike(other), fullLike(other, 7), emptyLike(other)])
      assert.deepEqual([made.shape, made.dtype], [[1, 2], "int32"]);
    const real = zerosLike(other, { dtype: "float32", requiresGrad: true });
    assert.deepEqual([real.dtype, real.requiresGrad], ["float32", true]);
  });

  it("hold what they say", () => {
    assert.deepEqual([...zerosLike(other).hostData()], [0, 0]);
    assert.deepEqual([...onesLike(other).hostData()], [1, 1]);
    assert.deepEqual([...fullLike(other, 7).hostData()], [7, 7]);
  });
});
