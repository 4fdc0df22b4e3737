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

describe("putting back by an index", () => {
  it("scatter replaces elements of a copy", async () => {
    const y = zeros([3]).scatter(0, ids([2, 0]), tensor([5, 6, 7]));
    assert.deepEqual(await y.toArray(), [6, 0, 5]);
    assert.deepEqual(await grid.scatter(1, ids([[0], [-0]]), 9).toArray(), [
      [9, 2, 3],
      [9, 5, 6],
    ]);
    const flags = tensor([false, false]).scatter(0, ids([1]), 1);
    assert.deepEqual(await flags.toArray(), [false, true]);
  });

  it("scatterAdd and indexAdd sum what meets", async () => {
    const ones = tensor([1, 1, 1]);
    assert.deepEqual(
      await zeros([2])
        .scatterAdd(0, ids([1, 1, 0]), ones)
        .toArray(),
      [1, 2],
    );
    const rows = tensor([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    assert.deepEqual(await grid.indexAdd(0, ids([1, 1]), rows).toArray(), [
      [1, 2, 3],
      [6, 9, 12],
    ]);
  });

  it("refuses sources and numbers that do not fit", () => {
    assert.throws(
      () => grid.scatter(1, ids([[0], [1]]), zeros([1, 1])),
      /scatter: expected a float32/,
    );
    assert.throws(() => grid.scatter(1, ids([[3]]), 0), /scatter: expected indices in \[0, 2\]/);
    assert.throws(() => grid.scatterAdd(0, ids([[2]]), grid), /scatterAdd: expected indices/);
    const whole = zeros([2], { dtype: "int64" });
    assert.throws(
      () => whole.scatter(0, ids([0]), 0.5),
      /scatter: expected value to be a whole number/,
    );
    assert.throws(() => grid.indexAdd(0, ids([0]), zeros([1, 2])), /indexAdd: expected a source/);
  });
});

describe("maskedFill", () => {
  it("sets one value where the mask is true; the others keep their gradient", async () => {
    const x = tensor([1, 2, 3], { requiresGrad: true });
    const value = tensor([7], { requiresGrad: true });
    const mask = tensor([true, false, true]);
    const y = x.maskedFill(mask, value);
    assert.deepEqual(await y.toArray(), [7, 2, 7]);
    y.mul(tensor([1, 10, 100]))
      .sum()
      .backward();
    assert.deepEqual(await x.grad!.toArray(), [0, 10, 0]);
    assert.deepEqual(await value.grad!.toArray(), [101]);
    assert.deepEqual(await grid.maskedFill(mask, Number.NEGATIVE_INFINITY).toArray(), [
      [-Infinity, 2, -Infinity],
      [-Infinity, 5, -Infinity],
    ]);
    assert.equal(ids([1]).maskedFill(tensor([true]), 4).dtype, "int64");
  });

  it("refuses masks that are larger, of numbers, and many values", () => {
    assert.throws(() => grid.maskedFill(zeros([2, 2, 3], { dtype: "bool" }), 0), {
      message:
        "maskedFill: expected a mask that broadcasts to [2,3], got [2, 2, 3]; " +
        "expand() the tensor first",
    });
    assert.throws(() => grid.maskedFill(zeros([3]), 0), /a condition of dtype bool/);
    const mask = zeros([3], { dtype: "bool" });
    assert.throws(() => grid.maskedFill(mask, zeros([3])), /a tensor of one element/);
    assert.throws(() => ids([1]).maskedFill(tensor([true]), 0.5), /value to be a whole number/);
  });
});

describe("index", () => {
  it("takes computed index tensors, negative ones too", async () => {
    const last = ids([0, 1]).sub(1);
    assert.deepEqual(await grid.index(last).toArray(), [
      [4, 5, 6],
      [1, 2, 3],
    ]);
    assert.deepEqual(await grid.index(last, ids([2, 2])).toArray(), [6, 3]);
  });

  it("without items is the tensor itself", () => {
    assert.equal(grid.index(), grid);
    assert.equal(grid.index("..."), grid);
  });

  it("a mask of a computed value works once it is in memory", async () => {
    const mask = grid.gt(3);
    await mask.data();
    assert.deepEqual(await grid.index(mask).toArray(), [4, 5, 6]);
    assert.deepEqual(grid.index(tensor([false, false])).shape, [0, 3]);
  });
});

describe("computed indices", () => {
  it("out of range stop the run with an error that says so", async () => {
    const computed = ids([[3, 0]]).add(0);
    const x = tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const calls = {
      indexSelect: x.indexSelect(0, computed),
      gather: x.gather(0, computed),
      scatter: x.scatter(0, computed, 1),
      scatterAdd: x.scatterAdd(0, computed, zeros([1, 2])),
      indexAdd: x.indexAdd(0, computed.reshape([2]), zeros([2, 2])),
      index: x.index(computed),
    };
    for (const [name, call] of Object.entries(calls))
      await assert.rejects(
        call.data(),
        {
          code: "INVALID_ARGUMENT",
          message:
            /^tensor engine: expected indices inside of the dimension that they choose from, got .*; check the computed/,
        },
        name,
      );
    assert.deepEqual(await x.indexSelect(0, ids([2]).add(0)).toArray(), [[5, 6]]);
  });
});
