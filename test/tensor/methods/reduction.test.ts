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

  it("argmax takes the last dim by default and gives int64", async () => {
    const place = x.argmax();
    assert.deepEqual(await place.toArray(), [2, 1]);
    assert.equal(place.dtype, "int64");
    assert.deepEqual(await x.argmax(0).toArray(), [1, 1, 0]);
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
