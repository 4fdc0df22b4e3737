import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("movement methods", () => {
  it("reshape, with one size left open; the same shape is the same tensor", async () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual(await x.reshape([3, -1]).toArray(), [
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    assert.equal(x.reshape([2, -1]), x);
    assert.throws(() => x.reshape([4, 2]), /reshape: expected a shape of 6 elements/);
  });

  it("flatten all, a part, or a scalar", () => {
    const x = zeros([2, 3, 4, 5]);
    assert.deepEqual(x.flatten().shape, [120]);
    assert.deepEqual(x.flatten(1).shape, [2, 60]);
    assert.deepEqual(x.flatten(1, -2).shape, [2, 12, 5]);
    assert.deepEqual(zeros([]).flatten().shape, [1]);
    assert.deepEqual(zeros([0, 2]).flatten().shape, [0]);
    assert.throws(() => x.flatten(2, 1), {
      message: "flatten: expected startDim <= endDim, got { startDim: 2, endDim: 1 }; swap them",
    });
  });

  it("unsqueeze and squeeze add and drop sizes of 1", () => {
    const x = zeros([2, 1, 3, 1]);
    assert.deepEqual(zeros([2]).unsqueeze(0).shape, [1, 2]);
    assert.deepEqual(zeros([2]).unsqueeze(-1).shape, [2, 1]);
    assert.deepEqual(zeros([]).unsqueeze(0).shape, [1]);
    assert.deepEqual(x.squeeze().shape, [2, 3]);
    assert.deepEqual(x.squeeze(1).shape, [2, 3, 1]);
    assert.equal(x.squeeze(0), x);
    assert.throws(() => zeros([2]).unsqueeze(3), /unsqueeze: expected dim in \[-2, 1\]/);
  });

  it("permute, transpose and t reorder dims", async () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual(await x.t().toArray(), [
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    assert.deepEqual(zeros([2, 3, 4]).transpose(0, -1).shape, [4, 3, 2]);
    assert.deepEqual(zeros([2, 3, 4]).permute([-1, 0, 1]).shape, [4, 2, 3]);
    const vector = zeros([3]);
    assert.equal(vector.t(), vector);
    assert.throws(() => x.permute([0]), {
      message: "permute: expected an order of all 2 dims, got [0]; name each dim once",
    });
    assert.throws(() => x.permute([0, 0]), /name each dim once/);
  });

  it("expand repeats sizes of 1; -1 keeps a size", async () => {
    const x = tensor([[1], [2]]);
    assert.deepEqual(await x.expand([-1, 2]).toArray(), [
      [1, 1],
      [2, 2],
    ]);
    assert.deepEqual(x.expand([3, -1, -1]).shape, [3, 2, 1]);
    assert.equal(x.expand([2, 1]), x);
    assert.throws(() => x.expand([-1, -1, 1]), /expand/);
  });

  it("flip turns dims around", async () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual(await x.flip(-1).toArray(), [
      [3, 2, 1],
      [6, 5, 4],
    ]);
    assert.deepEqual(await x.flip([0, 1]).toArray(), [
      [6, 5, 4],
      [3, 2, 1],
    ]);
    assert.equal(x.flip([]), x);
    assert.throws(() => x.flip(2), /flip: expected dim in \[-2, 1\]/);
    assert.throws(() => x.flip([0, -2]), /flip: expected each dim once/);
  });

  it("repeat, tile and repeatInterleave make copies", async () => {
    const x = tensor([1, 2]);
    assert.deepEqual(await x.repeat([2, 2]).toArray(), [
      [1, 2, 1, 2],
      [1, 2, 1, 2],
    ]);
    assert.deepEqual(zeros([2, 3]).tile([4]).shape, [2, 12]);
    assert.deepEqual(zeros([2, 3]).repeat([1, 1, 0]).shape, [1, 2, 0]);
    assert.deepEqual(await x.repeatInterleave(2).toArray(), [1, 1, 2, 2]);
    assert.deepEqual(zeros([2, 3]).repeatInterleave(2, -1).shape, [2, 6]);
    assert.throws(() => zeros([2, 3]).repeat([2]), {
      message: "repeat: expected at least 2 numbers, one a dimension, got [2]; put ones in front",
    });
    assert.throws(() => x.repeatInterleave(-1), /repeats to be a whole number >= 0/);
  });

  it("names of PyTorch for reshaping and exchanging", () => {
    const x = zeros([2, 3, 4]);
    assert.deepEqual(x.view([6, -1]).shape, [6, 4]);
    assert.deepEqual(x.viewAs(zeros([4, 6])).shape, [4, 6]);
    assert.deepEqual(x.reshapeAs(zeros([24])).shape, [24]);
    assert.deepEqual(zeros([3, 1]).expandAs(zeros([2, 3, 4])).shape, [2, 3, 4]);
    assert.deepEqual(x.unflatten(-1, [2, -1]).shape, [2, 3, 2, 2]);
    assert.throws(() => x.unflatten(1, [2, 2]), /unflatten: expected a shape of 3 elements/);
    assert.deepEqual(x.swapaxes(0, -1).shape, [4, 3, 2]);
    assert.deepEqual(x.swapdims(0, 1).shape, [3, 2, 4]);
  });

  it("detach is the same numbers without gradient", async () => {
    const x = tensor([1, 2], { requiresGrad: true });
    assert.equal(x.detach().requiresGrad, false);
    assert.deepEqual(await x.detach().toArray(), [1, 2]);
  });
});
