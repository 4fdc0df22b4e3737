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
});
