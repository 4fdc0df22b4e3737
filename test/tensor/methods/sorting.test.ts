import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

const x = tensor([
  [3, 1, 2, 1],
  [0, 5, 5, 4],
]);

describe("topk, sort and argsort", () => {
  it("give values and their places, equal ones in their order", async () => {
    const { values, indices } = x.topk(2);
    assert.deepEqual(await values.toArray(), [
      [3, 2],
      [5, 5],
    ]);
    assert.deepEqual(await indices.toArray(), [
      [0, 2],
      [1, 2],
    ]);
    assert.equal(indices.dtype, "int64");
    assert.deepEqual(await x.topk(1, 0, { largest: false }).values.toArray(), [[0, 1, 2, 1]]);
    assert.deepEqual(await x.sort().values.toArray(), [
      [1, 1, 2, 3],
      [0, 4, 5, 5],
    ]);
    assert.deepEqual(await x.argsort(1, { descending: true }).toArray(), [
      [0, 2, 1, 3],
      [1, 2, 3, 0],
    ]);
  });

  it("in any order they are the same ones", async () => {
    const { values } = x.topk(3, -1, { sorted: false });
    const rows = (await values.toArray()) as number[][];
    assert.deepEqual(
      rows.map((row) => row.toSorted((a, b) => b - a)),
      [
        [3, 2, 1],
        [5, 5, 4],
      ],
    );
  });

  it("the chosen elements take the gradient", async () => {
    const leaf = tensor([3, 1, 2], { requiresGrad: true });
    leaf
      .topk(2)
      .values.mul(tensor([10, 1]))
      .sum()
      .backward();
    assert.deepEqual(await leaf.grad!.toArray(), [10, 0, 1]);
  });

  it("k is at most the size", () => {
    assert.throws(() => x.topk(5), {
      message: "topk: expected k to be a whole number in [0, 4], got 5; pass another k",
    });
    assert.throws(() => x.sort(2), /sort: expected dim in \[-2, 1\]/);
  });
});

describe("cumsum, tril and triu", () => {
  it("cumsum adds up along a dim", async () => {
    assert.deepEqual(await x.cumsum(-1).toArray(), [
      [3, 4, 6, 7],
      [0, 5, 10, 14],
    ]);
    assert.deepEqual(await tensor([true, false, true]).cumsum(0).toArray(), [1, 1, 2]);
  });

  it("triangles keep one side of a diagonal", async () => {
    assert.deepEqual(await x.tril().toArray(), [
      [3, 0, 0, 0],
      [0, 5, 0, 0],
    ]);
    assert.deepEqual(await x.triu(2).toArray(), [
      [0, 0, 2, 1],
      [0, 0, 0, 4],
    ]);
    assert.throws(() => zeros([3]).tril(), {
      message: "tril: expected at least two dimensions, got [3]; use unsqueeze()",
    });
  });
});
