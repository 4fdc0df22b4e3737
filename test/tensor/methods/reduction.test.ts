import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("reduction methods", () => {
  const x = tensor([
    [1, 2, 6],
    [4, 5, 3],
  ]);

  it("reduce all dims, one, or several; [] is all, as in PyTorch", async () => {
    assert.equal(await x.sum().item(), 21);
    assert.equal(await x.sum([]).item(), 21);
    assert.deepEqual(await x.sum(0).toArray(), [5, 7, 9]);
    assert.deepEqual(await x.mean(-1).toArray(), [3, 4]);
    assert.deepEqual(await x.amax([0, 1]).toArray(), 6);
    assert.deepEqual(await x.amax([]).toArray(), 6);
    assert.deepEqual(await x.mean([]).toArray(), 3.5);
  });

  it("keep the dims as ones when told so", () => {
    assert.deepEqual(x.sum(undefined, true).shape, [1, 1]);
    assert.deepEqual(x.mean(1, true).shape, [2, 1]);
    assert.deepEqual(x.amax(0, true).shape, [1, 3]);
    assert.deepEqual(x.argmax(1, true).shape, [2, 1]);
  });

  it("argmax and argmin look along a dim, or through the flattened tensor, and give int64", async () => {
    assert.equal(await x.argmax().item(), 2);
    assert.equal(await x.argmin().item(), 0);
    assert.deepEqual(x.argmax(undefined, true).shape, [1, 1]);
    assert.equal(x.argmax().dtype, "int64");
    assert.deepEqual(await x.argmax(0).toArray(), [1, 1, 0]);
    assert.deepEqual(await x.argmin(-1).toArray(), [0, 2]);
    assert.equal(await tensor(7).argmax(0).item(), 0);
  });

  it("max and min give the value, or values and places along a dim", async () => {
    assert.equal(await x.max().item(), 6);
    assert.equal(await x.min().item(), 1);
    const { values, indices } = x.max(1);
    assert.deepEqual(await values.toArray(), [6, 5]);
    assert.deepEqual(await indices.toArray(), [2, 1]);
    const least = x.min(0, true);
    assert.deepEqual(await least.values.toArray(), [[1, 2, 3]]);
    assert.deepEqual(await least.indices.toArray(), [[0, 0, 1]]);
    assert.throws(() => zeros([0]).max(), /^VisionError: amax: expected at least one element/);
  });

  it("along a dim only the chosen of equals takes the gradient", async () => {
    const y = tensor([[2, 2, 1]], { requiresGrad: true });
    y.max(1).values.sum().backward();
    assert.deepEqual(await y.grad!.toArray(), [[1, 0, 0]]);
    y.zeroGrad();
    y.max().backward();
    assert.deepEqual(await y.grad!.toArray(), [[0.5, 0.5, 0]]);
  });

  it("median takes the lower middle, its place, and its gradient", async () => {
    const y = tensor([[4, 1, 3, 2, 9, 0]], { requiresGrad: true });
    assert.equal(await y.median().item(), 2);
    const { values, indices } = y.median(1);
    assert.deepEqual([await values.toArray(), await indices.toArray()], [[2], [3]]);
    assert.deepEqual(y.median(0, true).indices.shape, [1, 6]);
    values.sum().backward();
    assert.deepEqual(await y.grad!.toArray(), [[0, 0, 0, 1, 0, 0]]);
    assert.throws(() => zeros([0]).median(), /^VisionError: median: expected at least one element/);
  });

  it("any, all and prod reduce", async () => {
    assert.equal(await x.gt(5).any().item(), 1);
    assert.deepEqual(await x.gt(2).all(0).toArray(), [false, false, true]);
    assert.deepEqual(await x.prod(1).toArray(), [12, 60]);
    assert.deepEqual(await zeros([2, 0]).any(1).toArray(), [false, false]);
    assert.deepEqual(await zeros([2, 0]).all(1).toArray(), [true, true]);
  });

  it("var and std take a correction, 1 by default", async () => {
    const y = tensor([1, 2, 3, 6]);
    assert.equal(await y.var(0, { unbiased: false }).item(), 3.5);
    assert.equal(await y.var(0, { correction: 2 }).item(), 7);
    assert.ok(Math.abs((await y.std().item()) - Math.sqrt(14 / 3)) < 1e-6);
    assert.deepEqual(y.std(0, { keepdim: true }).shape, [1]);
    assert.ok(Number.isNaN(await tensor([1]).var().item()));
    const equal = tensor([2, 2], { requiresGrad: true });
    equal.std().backward();
    assert.deepEqual(await equal.grad!.toArray(), [0, 0]);
    assert.throws(
      () => zeros([2], { dtype: "int64" }).var(),
      /^VisionError: var: expected a float/,
    );
  });

  it("norm takes every p, and has no gradient at the origin", async () => {
    const y = tensor([[3, -4]]);
    assert.equal(await y.norm().item(), 5);
    assert.equal(await y.norm("fro").item(), 5);
    assert.deepEqual(await y.norm(1, 1).toArray(), [7]);
    assert.deepEqual(await y.norm(Number.POSITIVE_INFINITY, 1, true).toArray(), [[4]]);
    assert.equal(await y.norm(0).item(), 2);
    const origin = zeros([2], { requiresGrad: true });
    origin.norm().backward();
    assert.deepEqual(await origin.grad!.toArray(), [0, 0]);
    assert.throws(() => y.norm(Number.NaN), /^VisionError: norm: expected p to be a number/);
    assert.throws(() => zeros([0]).norm(Number.POSITIVE_INFINITY), /norm: expected at least one/);
  });

  it("logsumexp does not overflow", async () => {
    assert.deepEqual(
      await tensor([[1000, -1000]])
        .logsumexp(1)
        .toArray(),
      [1000],
    );
  });

  it("sums of booleans and small whole numbers are int64", async () => {
    const total = x.gt(2).sum();
    assert.equal(total.dtype, "int64");
    assert.equal(await total.item(), 4);
    const bytes = tensor([200, 100], { dtype: "uint8" }).sum();
    assert.deepEqual([bytes.dtype, await bytes.item()], ["int64", 300]);
  });

  it("means and sums of nothing are NaN and 0", async () => {
    assert.ok(Number.isNaN(await zeros([0]).mean().item()));
    assert.equal(await zeros([0]).sum().item(), 0);
  });

  it("refuse dims that are not there, or twice", () => {
    assert.throws(() => x.sum(2), /sum: expected dim in \[-2, 1\], got 2/);
    assert.throws(() => x.mean([0, 0]), /mean: expected each dim once/);
  });
});
