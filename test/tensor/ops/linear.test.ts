import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";
import { linear } from "../../../src/tensor/ops/linear.ts";
import { linearSamples } from "./linear.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(linear, linearSamples);

describe("products and classes that do not fit", () => {
  it("matmul names both shapes at the call", () => {
    assert.throws(() => zeros([2, 3]).matmul(zeros([4, 5])), {
      message:
        "matmul: expected shapes [..., n, k] and [..., k, m], got [[2, 3], [4, 5]]; " +
        "check the inner sizes; transpose one?",
    });
    assert.throws(() => zeros([2, 2, 3]).matmul(zeros([3, 3, 2])), /matmul: expected shapes that/);
    assert.throws(() => zeros([3]).matmul(zeros([4, 2])), /matmul/);
    assert.throws(() => zeros([2, 2], { dtype: "int64" }).matmul(zeros([2, 2])), /floating-point/);
  });

  it("oneHot wants int64", () => {
    assert.throws(() => zeros([2]).oneHot(3), {
      message: 'oneHot: expected int64 class numbers, got "float32"; convert with .to("int64")',
    });
  });

  it("logSoftmax stays finite where softmax would vanish", async () => {
    const y = await tensor([[1000, 0, -1000]])
      .logSoftmax(1)
      .toArray();
    assert.deepEqual(y, [[0, -1000, -2000]]);
  });
});
