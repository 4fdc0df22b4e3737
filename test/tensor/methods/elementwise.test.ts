import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor, zeros } from "../../../src/tensor/index.ts";

// Values, types and gradients of each operation: test/tensor/ops.
describe("elementwise methods", () => {
  it("reach the operation of their name", async () => {
    const [a, b] = [tensor([4, 1]), tensor([2, 2])];
    const cases = [
      [a.add(b), [6, 3]],
      [a.sub(b), [2, -1]],
      [a.mul(b), [8, 2]],
      [a.div(b), [2, 0.5]],
      [a.pow(b), [16, 1]],
      [a.square(), [16, 1]],
      [a.neg(), [-4, -1]],
      [a.sqrt(), [2, 1]],
      [a.neg().abs(), [4, 1]],
      [a.neg().sign(), [-1, -1]],
      [a.sub(2).relu(), [2, 0]],
      [zeros([2]).exp(), [1, 1]],
      [tensor([1, 1]).log(), [0, 0]],
      [zeros([2]).sigmoid(), [0.5, 0.5]],
      [zeros([2]).tanh(), [0, 0]],
      [zeros([2]).sin(), [0, 0]],
      [zeros([2]).cos(), [1, 1]],
      [a.reciprocal(), [0.25, 1]],
      [a.rsqrt(), [0.5, 1]],
      [zeros([2]).erf(), [0, 0]],
      [zeros([2]).log1p(), [0, 0]],
      [zeros([2]).expm1(), [0, 0]],
      [a.mul(100).softplus(), [400, 100]],
      [a.to("int64").div(2), [2, 0.5]],
    ] as const;
    for (const [got, want] of cases) assert.deepEqual(await got.toArray(), want);
  });

  it("sigmoid and tanh give the course's numbers", async () => {
    const near = async (got: Promise<unknown>, want: readonly number[]) => {
      ((await got) as number[][])[0]!.forEach((value, i) => {
        assert.ok(Math.abs(value - want[i]!) < 1e-7, `${value}, want ${want[i]}`);
      });
    };
    const x = tensor([[-1, 0, 2]]);
    await near(x.sigmoid().toArray(), [0.26894143, 0.5, 0.88079703]);
    await near(x.tanh().toArray(), [-0.76159418, 0, 0.96402758]);
  });

  it("to changes the type, and returns the tensor itself where there is nothing to change", () => {
    const x = zeros([2]);
    assert.equal(x.to("float32"), x);
    assert.equal(x.to("int64").dtype, "int64");
  });

  it("refuse operands that are neither tensor nor number", () => {
    assert.throws(() => zeros([2]).add([1, 2] as never), {
      message: "add: expected a tensor or a number, got [1, 2]; wrap arrays with tensor(...)",
    });
    assert.throws(() => zeros([2]).mul(undefined as never), /a tensor or a number, got undefined/);
  });
});
