import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, tensor, zeros } from "../../../src/tensor/index.ts";
import { indexing } from "../../../src/tensor/ops/indexing.ts";
import { indexingSamples } from "./indexing.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(indexing, indexingSamples);

describe("sums by index", () => {
  it("no copy gets lost among many of the same place", async () => {
    // Threads that add without looking lose some in one of ten runs.
    for (let run = 0; run < 40; run++) {
      const index = zeros([20_000], { dtype: "int64" });
      const x = zeros([2, 64], { requiresGrad: true });
      x.indexSelect(0, index).sum().backward();
      const sums = [...Array(64).fill(20_000), ...Array(64).fill(0)];
      assert.deepEqual([...(await x.grad!.data())], sums);
    }
  });
});

describe("indices that do not fit", () => {
  it("an index is of whole numbers", () => {
    assert.throws(() => zeros([3]).indexSelect(0, zeros([2])), {
      message: 'indexSelect: expected an int64 index, got "float32"; convert with .to("int64")',
    });
    assert.throws(() => zeros([3]).gather(0, zeros([2], { dtype: "bool" })), /an int64 index/);
  });

  it("gather names the shape that the index must fit", () => {
    assert.throws(() => zeros([2, 3]).gather(0, tensor([[0, 0, 0, 0]], { dtype: "int64" })), {
      message:
        "gather: expected an index of 2 dims, none longer than [2,3] but for dim 0, got [1, 4]; " +
        "check the index's shape",
    });
    assert.throws(() => zeros([2, 3]).gather(0, tensor([0], { dtype: "int64" })), /of 2 dims/);
  });

  it("indexAdd and scatterAdd hold the source to the index", () => {
    const index = tensor([0, 1], { dtype: "int64" });
    const { indexAdd, scatterAdd } = indexing;
    assert.throws(() => applyOp(indexAdd, [zeros([3]), index], { dim: 0, length: 2 }), /indexAdd/);
    assert.throws(
      () => applyOp(scatterAdd, [zeros([3]), index], { dim: 0, shape: [2] }),
      /scatterAdd: expected a float32 source at least as long as the index \[2\]/,
    );
  });
});
