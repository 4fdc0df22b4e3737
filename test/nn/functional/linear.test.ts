import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linear } from "../../../src/nn/functional/linear.ts";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("linear", () => {
  it("linear takes vectors, batches and any leading dims", async () => {
    const weight = tensor([
      [1, 2, 3],
      [0, 1, 0],
    ]);
    const bias = tensor([10, 20]);
    assert.deepEqual(await linear(tensor([1, 1, 1]), weight).toArray(), [6, 1]);
    assert.deepEqual(await linear(tensor([[1, 0, 2]]), weight, bias).toArray(), [[17, 20]]);
    assert.deepEqual(linear(zeros([2, 5, 3]), weight, bias).shape, [2, 5, 2]);
    assert.deepEqual(linear(zeros([0, 3]), weight, bias).shape, [0, 2]);
  });
});
