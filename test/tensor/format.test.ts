import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { nest } from "../../src/tensor/format.ts";
import { arange, tensor, zeros } from "../../src/tensor/index.ts";

describe("nest", () => {
  it("nests by shape; booleans and 64-bit numbers become plain", () => {
    assert.deepEqual(nest(Float32Array.of(1, 2, 3, 4), [2, 2], "float32"), [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(nest(Uint8Array.of(1, 0), [2], "bool"), [true, false]);
    assert.deepEqual(nest(BigInt64Array.of(-5n), [], "int64"), -5);
    assert.deepEqual(nest(new Float32Array(0), [2, 0], "float32"), [[], []]);
  });
});

describe("a tensor as text", () => {
  it("shows type, shape and the first numbers", async () => {
    assert.equal(String(tensor([[1, 0.123456]])), "Tensor(float32 [1, 2]) = 1, 0.1235");
    assert.equal(String(arange(9)), "Tensor(int64 [9]) = 0, 1, 2, 3, 4, 5, 6, 7, ...");
    assert.equal(String(zeros([0])), "Tensor(float32 [0]) = ");
    const x = tensor([1], { requiresGrad: true });
    assert.equal(String(x), "Tensor(float32 [1], requiresGrad) = 1");
    const y = x.exp();
    assert.equal(String(y), "Tensor(float32 [1], requiresGrad) = exp(...), not computed");
    await y.data();
    assert.equal(inspect(y), "Tensor(float32 [1], requiresGrad) = 2.718");
  });
});
