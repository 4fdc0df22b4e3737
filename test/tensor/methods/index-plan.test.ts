import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { slice, tensor, zeros } from "../../../src/tensor/index.ts";
import { planIndex } from "../../../src/tensor/methods/index-plan.ts";

describe("planIndex", () => {
  it("is one slice and one reshape without tensors", () => {
    assert.deepEqual(
      { ...planIndex([2, 5, 3], [-1, slice(1, null, 2), "...", null]) },
      {
        slice: { starts: [1, 1, 0], counts: [1, 2, 3], steps: [1, 2, 1] },
        shape: [2, 3, 1],
        chosen: [],
      },
    );
  });

  it("counts the dimensions of index tensors behind numbers and new axes", () => {
    const by = tensor([0], { dtype: "int64" });
    const { shape, chosen } = planIndex([2, 5, 3], [0, null, by]);
    assert.deepEqual(shape, [1, 5, 3]);
    assert.deepEqual(
      chosen.map(({ dim }) => dim),
      [1],
    );
    assert.equal(chosen[0]!.by, by);
  });

  it("reads a mask as flat places", () => {
    const mask = tensor([
      [true, false],
      [false, true],
    ]);
    const { shape, chosen } = planIndex([2, 2, 3], [mask]);
    assert.deepEqual([shape, chosen], [[4, 3], [{ dim: 0, by: [0, 3] }]]);
  });

  it("refuses what does not fit, naming the dimension", () => {
    assert.throws(() => planIndex([2, 3], [0, 3]), {
      message:
        "index: expected a whole number in [-3, 2] for dim 1, got 3; check the tensor's shape",
    });
    assert.throws(() => planIndex([2], [0.5]), /a whole number in/);
    assert.throws(() => planIndex([2], [0, 0]), {
      message:
        'index: expected items for at most 1 dimensions and one "..." at most, ' +
        'got "items for 2, 0 \\"...\\""; leave some out',
    });
    assert.throws(() => planIndex([2], ["...", "..."]), /one "\.\.\." at most/);
    assert.throws(
      () => planIndex([2], [[0, 2]]),
      /indices in \[-2, 1\], got \{ index: 2, at: 1 \}/,
    );
    assert.throws(
      () => planIndex([2], [zeros([1])]),
      /an int64 index or a bool mask, got "float32"/,
    );
  });

  it("refuses masks of another shape, and computed ones", () => {
    assert.throws(() => planIndex([2, 3], [tensor([true])]), {
      message: "index: expected a mask of shape [2], got [1]; index the masked dimensions only",
    });
    assert.throws(() => planIndex([2], [zeros([2]).gt(0)]), {
      message:
        "index: expected a mask whose values are in memory: the result's shape depends on them, " +
        'got "a mask that is not computed yet"; ' +
        "use maskedFill(), where() or `await maskedSelect(mask)`, or `await realize(mask)` first",
    });
  });
});
