import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

const grid = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("parts by numbers", () => {
  it("narrow cuts a range", async () => {
    const x = tensor([1, 2, 3, 4]);
    assert.deepEqual(await x.narrow(0, 1, 2).toArray(), [2, 3]);
    assert.deepEqual(await x.narrow(-1, -1, 1).toArray(), [4]);
    assert.deepEqual(x.narrow(0, 4, 0).shape, [0]);
    assert.throws(() => x.narrow(0, 2, 3), {
      message:
        "narrow: expected start and length inside 4 elements, got { start: 2, length: 3 }; " +
        "check the range",
    });
    assert.throws(() => x.narrow(0, -5, 1), /inside 4 elements/);
    assert.throws(() => x.narrow(0, 0, 1.5), /inside 4 elements/);
  });

  it("select takes one slice, its dimension goes", async () => {
    assert.deepEqual(await grid.select(1, -1).toArray(), [3, 6]);
    assert.deepEqual(await grid.select(-2, 0).toArray(), [1, 2, 3]);
    assert.throws(() => grid.select(0, 2), {
      message: "select: expected index to be a whole number in [-2, 1], got 2; pass another index",
    });
    assert.throws(() => zeros([]).select(0, 0), /no dim for a scalar/);
  });

  it("split by one size or by several", async () => {
    const shapes = (parts: readonly { readonly shape: readonly number[] }[]) =>
      parts.map(({ shape }) => shape);
    assert.deepEqual(shapes(zeros([5, 2]).split(2)), [
      [2, 2],
      [2, 2],
      [1, 2],
    ]);
    const [a, b] = grid.split([1, 2], -1);
    assert.deepEqual(await a!.toArray(), [[1], [4]]);
    assert.deepEqual(await b!.toArray(), [
      [2, 3],
      [5, 6],
    ]);
    assert.deepEqual(shapes(zeros([0]).split(3)), [[0]]);
    assert.throws(() => grid.split([1, 3], 1), {
      message: "split: expected sizes that add up to 3, got [1, 3]; check the sizes",
    });
    assert.throws(() => grid.split(0), /the size of a part to be a whole number >= 1/);
  });

  it("chunk makes at most so many parts, as PyTorch", () => {
    const lengths = (size: number, chunks: number) =>
      zeros([size])
        .chunk(chunks)
        .map(({ shape }) => shape[0]);
    assert.deepEqual(lengths(7, 3), [3, 3, 1]);
    assert.deepEqual(lengths(6, 4), [2, 2, 2]);
    assert.deepEqual(lengths(2, 3), [1, 1]);
    assert.deepEqual(lengths(0, 2), [0, 0]);
    assert.throws(() => grid.chunk(0), /chunks to be a whole number >= 1/);
  });

  it("unbind takes all slices apart", async () => {
    const rows = grid.unbind();
    assert.deepEqual(await Promise.all(rows.map((row) => row.toArray())), [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    assert.deepEqual(grid.unbind(1).length, 3);
  });

  it("diagonal, above and below, and trace", async () => {
    const x = tensor([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
    assert.deepEqual(await x.diagonal().toArray(), [0, 5, 10]);
    assert.deepEqual(await x.diagonal(2).toArray(), [2, 7]);
    assert.deepEqual(await x.diagonal(-1).toArray(), [4, 9]);
    assert.deepEqual(await x.diagonal(3, 0, 1).toArray(), [3]);
    assert.deepEqual(x.diagonal(4).shape, [0]);
    assert.deepEqual(zeros([2, 3, 4]).diagonal(0, 0, 2).shape, [3, 2]);
    assert.equal(await x.narrow(1, 0, 3).trace().item(), 15);
    assert.throws(() => x.diagonal(0, 1, -1), /diagonal: expected two different dims/);
    assert.throws(() => zeros([2]).trace(), /trace: expected a matrix, got \[2\]/);
  });
});
