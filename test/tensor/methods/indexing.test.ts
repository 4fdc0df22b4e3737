import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Nested, tensor, zeros } from "../../../src/tensor/index.ts";

const ids = (values: Nested) => tensor(values, { dtype: "int64" });
const grid = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("choosing by an index", () => {
  it("indexSelect takes slices, also as an embedding does", async () => {
    assert.deepEqual(await grid.indexSelect(-1, ids([2, 0])).toArray(), [
      [3, 1],
      [6, 4],
    ]);
    assert.deepEqual(grid.indexSelect(0, zeros([4, 5], { dtype: "int64" })).shape, [4, 5, 3]);
    const flags = tensor([true, false]).indexSelect(0, ids([1, 1, 0]));
    assert.deepEqual(await flags.toArray(), [false, false, true]);
  });

  it("gather takes element by element", async () => {
    const picked = grid.gather(1, ids([[2], [0]]));
    assert.deepEqual(await picked.toArray(), [[3], [4]]);
    assert.deepEqual(await grid.gather(-2, ids([[1, 0, 1]])).toArray(), [[4, 2, 6]]);
  });

  it("numbers in memory that are out of range are refused at the call", () => {
    assert.throws(() => grid.indexSelect(0, ids([0, 2])), {
      message:
        "indexSelect: expected indices in [0, 1], got { index: 2, at: 1 }; " +
        "check the index, or the tensor's size",
    });
    assert.throws(() => grid.indexSelect(0, ids([-1])), /got \{ index: -1, at: 0 \}/);
    assert.throws(() => grid.gather(1, ids([[3]])), /gather: expected indices in \[0, 2\]/);
    assert.throws(() => zeros([]).gather(0, ids([0])), /no dim for a scalar/);
  });

  it("computed numbers out of range are refused by the engine", async () => {
    await assert.rejects(grid.indexSelect(0, ids([0, 2]).mul(1)).data(), /tensor engine/);
  });
});
