import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { empty, full, ones, tensor, zeros } from "../../src/tensor/index.ts";

describe("tensor()", () => {
  it("takes its shape from the nesting and its type from the values", () => {
    assert.deepEqual(
      tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]).shape,
      [2, 3],
    );
    assert.deepEqual(
      [tensor(5).shape, tensor([]).shape, tensor([[], []]).shape],
      [[], [0], [2, 0]],
    );
    assert.equal(tensor([1]).dtype, "float32");
    assert.equal(tensor([true, false]).dtype, "bool");
    assert.deepEqual([...tensor([true, false]).hostData()], [1, 0]);
    assert.deepEqual([...tensor([1, -2], { dtype: "int64" }).hostData()], [1n, -2n]);
    assert.equal(tensor([1], { requiresGrad: true }).requiresGrad, true);
  });

  it("refuses rows of unequal length", () => {
    assert.throws(() => tensor([[1, 2], [3]]), {
      message:
        "tensor: expected rows of equal length, got [[1, 2], [3]]; pad or cut the shorter rows",
    });
    for (const bad of [
      [1, [2]],
      [[1], 2],
      [[[1]], [[1], [2]]],
    ])
      assert.throws(() => tensor(bad), /rows of equal length/);
  });

  it("converts as PyTorch: fractions are cut off, any number but 0 is true", () => {
    const values = [1.7, -1.7, 0.5, 0];
    assert.deepEqual([...tensor(values, { dtype: "int64" }).hostData()], [1n, -1n, 0n, 0n]);
    assert.deepEqual([...tensor(values, { dtype: "int32" }).hostData()], [1, -1, 0, 0]);
    assert.deepEqual([...tensor(values, { dtype: "bool" }).hostData()], [1, 1, 1, 0]);
    assert.deepEqual([...full([1], 2, { dtype: "bool" }).hostData()], [1]);
    assert.deepEqual([...full([1], 2.5, { dtype: "int64" }).hostData()], [2n]);
  });

  it("refuses what whole-number types cannot hold, and gradients of them", () => {
    assert.throws(() => tensor([Number.NaN], { dtype: "int64" }), {
      message: "tensor: expected finite values for a whole-number type, got NaN; use float32",
    });
    assert.throws(() => tensor([1], { dtype: "int64", requiresGrad: true }), /floating-point/);
  });
});

describe("filled tensors", () => {
  it("hold what they say", () => {
    assert.deepEqual([...zeros([2, 1]).hostData()], [0, 0]);
    assert.deepEqual([...ones([2], { dtype: "int64" }).hostData()], [1n, 1n]);
    assert.deepEqual([...full([2], 0.5).hostData()], [0.5, 0.5]);
    assert.deepEqual([empty([2, 3]).shape, empty([1], { dtype: "bool" }).dtype], [[2, 3], "bool"]);
    assert.equal(zeros([0]).hostData().length, 0);
    assert.throws(() => zeros([-1]), {
      message: "zeros: expected a shape of whole numbers >= 0, got [-1]; pass sizes such as [2, 3]",
    });
  });
});
