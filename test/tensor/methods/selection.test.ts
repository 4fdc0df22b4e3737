import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, where, zeros } from "../../../src/tensor/index.ts";

// Values, types and gradients of each operation: test/tensor/ops.
describe("choosing methods", () => {
  it("reach the operation of their name", async () => {
    const [a, b] = [tensor([5, -1.5]), tensor([2, 2])];
    const cases = [
      [a.where(a.gt(0), b), [5, 2]],
      [a.clamp({ min: 0 }), [5, 0]],
      [a.clamp({ max: b }), [2, -1.5]],
      [a.clamp({ min: -1, max: 1 }), [1, -1]],
      [a.maximum(b), [5, 2]],
      [a.minimum(b), [2, -1.5]],
      [a.floor(), [5, -2]],
      [a.ceil(), [5, -1]],
      [a.round(), [5, -2]],
      [a.trunc(), [5, -1]],
      [a.fmod(b), [1, -1.5]],
      [a.remainder(b), [1, 0.5]],
      [a.floorDivide(b), [2, -1]],
    ] as const;
    for (const [got, want] of cases) assert.deepEqual(await got.toArray(), want);
  });

  it("where takes numbers on either side", async () => {
    const condition = tensor([true, false]);
    const x = tensor([3, 4], { dtype: "int64" });
    assert.deepEqual(await where(condition, x, 0).toArray(), [3, 0]);
    assert.deepEqual(await where(condition, 7, x).toArray(), [7, 4]);
    assert.deepEqual(await where(condition, 1, 0.5).toArray(), [1, 0.5]);
    assert.equal(where(condition, x, 0).dtype, "int64");
    assert.equal(where(condition, x, 0.5).dtype, "float32");
    assert.throws(() => where(x, x, x), {
      message:
        'where: expected a condition of dtype bool, got "int64"; compare, or convert with .to("bool")',
    });
  });

  it("clamp passes the gradient on the bounds, and wants one", async () => {
    const x = tensor([-1, 0, 3, 6, 7], { requiresGrad: true });
    x.clamp({ min: 0, max: 6 }).sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [0, 1, 1, 1, 0]);
    assert.throws(() => x.clamp({}), /^VisionError: clamp: expected min, max or both/);
  });

  it("whole numbers are not divided by 0; floats are, as PyTorch", async () => {
    const x = tensor([5, -5], { dtype: "int64" });
    assert.throws(() => x.floorDivide(0), {
      message: "floorDivide: expected divisors other than 0 for whole numbers, got 0; use floats",
    });
    assert.throws(() => x.remainder(0), /^VisionError: remainder: expected divisors/);
    assert.throws(() => x.fmod(0), /^VisionError: fmod: expected divisors/);
    const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: nan } = Number;
    assert.deepEqual(await x.to("float32").floorDivide(0).toArray(), [
      POSITIVE_INFINITY,
      NEGATIVE_INFINITY,
    ]);
    assert.deepEqual(await x.to("float32").remainder(0).toArray(), [nan, nan]);
  });

  it("whole numbers are not divided by tensors with 0; by computed ones they give 0", async () => {
    const x = tensor([5, 6], { dtype: "int64" });
    const zero = tensor([1, 0], { dtype: "uint8" });
    for (const name of ["floorDivide", "remainder", "fmod"] as const) {
      assert.throws(() => x[name](zero), {
        message: `${name}: expected divisors other than 0 for whole numbers, got { divisor: 0, at: 1 }; use floats`,
      });
      assert.equal(x.to("float32")[name](zero).dtype, "float32");
      assert.equal(x[name](zero.to("float32")).dtype, "float32");
    }
    assert.deepEqual(await x.floorDivide(zero.add(0)).toArray(), [5, 0]);
  });

  it("round keeps decimals, and whole numbers stay themselves", async () => {
    assert.deepEqual(
      await tensor([0.125, 2.5], { dtype: "float64" }).round({ decimals: 2 }).toArray(),
      [0.12, 2.5],
    );
    assert.deepEqual(await tensor([1251]).round({ decimals: -2 }).toArray(), [1300]);
    const x = zeros([2], { dtype: "int64" });
    for (const same of [x.floor(), x.ceil(), x.round(), x.trunc()]) assert.equal(same, x);
  });
});
