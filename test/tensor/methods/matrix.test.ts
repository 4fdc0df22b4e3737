import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("matrix methods", () => {
  it("matmul multiplies, batches too", async () => {
    const [a, b] = [
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([[1], [1]]),
    ];
    assert.deepEqual(await a.matmul(b).toArray(), [[3], [7]]);
    assert.deepEqual(zeros([5, 2, 3]).matmul(zeros([3, 4])).shape, [5, 2, 4]);
  });

  it("matmul takes vectors as rows and columns that do not stay", async () => {
    const [a, v] = [
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([10, 1]),
    ];
    assert.deepEqual(await a.matmul(v).toArray(), [12, 34]);
    assert.deepEqual(await v.matmul(a).toArray(), [13, 24]);
    assert.equal(await v.matmul(v).item(), 101);
    assert.deepEqual(zeros([5, 2, 3]).matmul(zeros([3])).shape, [5, 2]);
    assert.deepEqual(zeros([2]).matmul(zeros([5, 2, 3])).shape, [5, 3]);
    assert.throws(() => v.matmul(zeros([3])), /matmul: expected shapes/);
    assert.throws(() => zeros([]).matmul(v), /matmul: expected shapes/);
  });

  it("mm, bmm, mv, dot and outer take their ranks only", async () => {
    const v = tensor([1, 2]);
    assert.deepEqual(await v.outer(tensor([1, 10])).toArray(), [
      [1, 10],
      [2, 20],
    ]);
    assert.equal(await v.dot(v).item(), 5);
    assert.deepEqual(zeros([2, 3]).mm(zeros([3, 4])).shape, [2, 4]);
    assert.deepEqual(zeros([5, 2, 3]).bmm(zeros([5, 3, 4])).shape, [5, 2, 4]);
    assert.deepEqual(zeros([2, 3]).mv(zeros([3])).shape, [2]);
    assert.throws(() => zeros([2, 3]).mm(zeros([3])), {
      message:
        "mm: expected matrices [n, k] and [k, m], got [[2, 3], [3]]; " +
        "use matmul(), which takes other ranks, too",
    });
    assert.throws(() => zeros([1, 2, 3]).bmm(zeros([5, 3, 4])), {
      message:
        "bmm: expected two batches of one size, got [[1, 2, 3], [5, 3, 4]]; " +
        "use matmul() to broadcast",
    });
    assert.throws(() => v.mv(v), /mv: expected a matrix/);
    assert.throws(() => v.dot(zeros([2, 1])), /dot: expected vectors/);
    assert.throws(() => v.outer(zeros([])), /outer: expected two vectors/);
  });

  it("softmax and its logarithm count dims from the end", async () => {
    assert.deepEqual(await zeros([1, 4]).softmax(-1).toArray(), [[0.25, 0.25, 0.25, 0.25]]);
    assert.deepEqual(await zeros([1, 4]).softmax(0).toArray(), [[1, 1, 1, 1]]);
    assert.deepEqual(await zeros([1, 4]).logSoftmax(0).toArray(), [[0, 0, 0, 0]]);
    assert.throws(() => zeros([2]).softmax(1), /softmax: expected dim in \[-1, 0\], got 1/);
    assert.throws(() => zeros([2]).logSoftmax(1), /logSoftmax: expected dim in/);
  });

  it("oneHot makes rows of a type", async () => {
    const labels = tensor([1, 0], { dtype: "int64" });
    assert.deepEqual(await labels.oneHot(3).toArray(), [
      [0, 1, 0],
      [1, 0, 0],
    ]);
    assert.equal(labels.oneHot(3).dtype, "int64");
    assert.equal(labels.oneHot(3, "float32").dtype, "float32");
  });

  it("oneHot counts the classes of labels in memory", () => {
    const labels = tensor([1, 4, 0], { dtype: "int64" });
    assert.deepEqual(labels.oneHot().shape, [3, 5]);
    assert.deepEqual(labels.oneHot(-1, "bool").shape, [3, 5]);
    assert.deepEqual(labels.mul(1).oneHot(7).shape, [3, 7]);
    assert.throws(() => labels.oneHot(4), {
      message: "oneHot: expected class numbers in [0, 3], got 4; check the labels",
    });
    assert.throws(() => labels.sub(2).oneHot(), /classes, or class numbers in memory/);
    assert.throws(() => tensor([-1], { dtype: "int64" }).oneHot(), /class numbers >= 0, got -1/);
    assert.throws(() => labels.oneHot(1.5), /classes to be a whole number >= -1/);
  });
});
