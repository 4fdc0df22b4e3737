import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  broadcastShapes,
  checkShape,
  normalizeDim,
  normalizeDims,
  resolveReshape,
  sameShape,
  sizeOf,
} from "../../src/tensor/shape.ts";

describe("shapes", () => {
  it("count elements and compare", () => {
    assert.deepEqual([sizeOf([]), sizeOf([2, 3]), sizeOf([2, 0])], [1, 6, 0]);
    assert.equal(sameShape([2, 3], [2, 3]), true);
    assert.equal(sameShape([2, 3], [3, 2]), false);
    assert.equal(sameShape([2], [2, 1]), false);
  });

  it("broadcast by NumPy's rule", () => {
    const cases = [
      [[], [], []],
      [[2, 3], [], [2, 3]],
      [[2, 1], [3], [2, 3]],
      [[1], [0], [0]],
      [
        [4, 1, 2],
        [3, 1],
        [4, 3, 2],
      ],
    ];
    for (const [a, b, out] of cases) {
      assert.deepEqual(broadcastShapes("add", a!, b!), out);
      assert.deepEqual(broadcastShapes("add", b!, a!), out);
    }
    assert.throws(() => broadcastShapes("add", [2, 3], [2]), {
      message:
        "add: expected shapes that broadcast (equal sizes, or 1, from the right), " +
        "got [[2, 3], [2]]; reshape or unsqueeze one of them",
    });
    assert.throws(() => broadcastShapes("add", [0], [2]), /shapes that broadcast/);
  });

  it("broadcasting with ones in front changes nothing", () => {
    const shapes = fc.array(fc.nat(4), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, (shape) => {
        assert.deepEqual(broadcastShapes("f", [1, ...shape], shape), [1, ...shape]);
      }),
    );
  });

  it("resolve dims from the end", () => {
    assert.equal(normalizeDim("sum", -1, 3), 2);
    assert.equal(normalizeDim("sum", 0, 3), 0);
    assert.deepEqual(normalizeDims("sum", [2, -3], 3), [0, 2]);
    assert.deepEqual(normalizeDims("sum", undefined, 3), [0, 1, 2]);
    assert.deepEqual(normalizeDims("sum", [], 2), [0, 1]); // as PyTorch
    assert.throws(() => normalizeDim("sum", 3, 3), {
      message: "sum: expected dim in [-3, 2], got 3; check the tensor's shape",
    });
    assert.throws(() => normalizeDim("sum", 0, 0), /no dim for a scalar/);
    assert.throws(() => normalizeDim("sum", 0.5, 3), /dim in/);
    assert.throws(() => normalizeDims("sum", [0, -3], 3), {
      message: "sum: expected each dim once, got [0, -3]; remove the repeated dim",
    });
  });

  it("resolve one free size of a reshape", () => {
    assert.deepEqual(resolveReshape("reshape", [2, 6], [3, -1]), [3, 4]);
    assert.deepEqual(resolveReshape("reshape", [], [1, -1]), [1, 1]);
    assert.deepEqual(resolveReshape("reshape", [0, 3], [-1, 3]), [0, 3]);
    assert.throws(() => resolveReshape("reshape", [2, 3], [4]), {
      message:
        "reshape: expected a shape of 6 elements, as [2,3] has, got [4]; check the new shape",
    });
    for (const bad of [
      [-1, -1],
      [4, -1],
      [-2, 3],
      [1.5, 4],
      [0, -1],
    ])
      assert.throws(() => resolveReshape("reshape", [2, 3], bad), /check the new shape/);
  });

  it("are lists of whole numbers", () => {
    checkShape("zeros", [0, 2]);
    for (const bad of [[-1], [0.5], "2", undefined, [2, Number.NaN]])
      assert.throws(() => checkShape("zeros", bad as number[]), /a shape of whole numbers >= 0/);
  });
});
