import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor } from "../../../src/tensor/index.ts";
import { countOf, reducedShape, reduceType, withOnes } from "../../../src/tensor/ops/reductions.ts";

describe("shapes of reductions", () => {
  it("drop the dims, or keep them as ones", () => {
    assert.deepEqual(reducedShape([2, 3, 4], [0, 2], false), [3]);
    assert.deepEqual(reducedShape([2, 3, 4], [0, 2], true), [1, 3, 1]);
    assert.deepEqual(reducedShape([], [], true), []);
    const type = reduceType([{ shape: [2, 3], dtype: "uint8" }], { dims: [1], keepdim: false });
    assert.deepEqual(type, { shape: [2], dtype: "uint8" });
  });

  it("count what makes one element", () => {
    assert.equal(countOf([2, 3, 4], [0, 2]), 8);
    assert.equal(countOf([2, 0], [1]), 0);
    assert.equal(countOf([], []), 1);
  });

  it("withOnes puts the dims back", () => {
    const x = tensor([[1, 2]]);
    assert.deepEqual(withOnes(x.sum(1), x, [1]).shape, [1, 1]);
  });
});
