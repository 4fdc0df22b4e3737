import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, tensor, zeros } from "../../../src/tensor/index.ts";
import { binary, stepwise, unary } from "../../../src/tensor/ops/forms.ts";

const none = () => [null, null];

describe("forms of operations", () => {
  it("unary takes floating-point numbers", async () => {
    const ceil = unary("ceil", "Ceil", none);
    assert.deepEqual(await applyOp(ceil, [tensor([0.5])], {}).toArray(), [1]);
    assert.throws(() => applyOp(ceil, [zeros([1], { dtype: "int64" })], {}), /^VisionError: ceil/);
  });

  it("binary promotes, refuses what it is told to, and booleans without an operator for them", async () => {
    const sub = binary("sub", "Sub", none, { refused: ["uint8"] });
    const out = applyOp(sub, [tensor([3], { dtype: "int32" }), tensor([0.5])], {});
    assert.deepEqual([out.dtype, await out.toArray()], ["float32", [2.5]]);
    const bytes = zeros([1], { dtype: "uint8" });
    assert.throws(() => applyOp(sub, [bytes, bytes], {}), /^VisionError: sub: expected signed/);
    const yes = tensor([true]);
    assert.throws(() => applyOp(sub, [yes, yes], {}), /^VisionError: sub: expected signed/);
    const both = binary("mul", "Mul", none, { ofBooleans: "And" });
    assert.deepEqual(await applyOp(both, [yes, yes], {}).toArray(), [true]);
  });

  it("step functions say why they have no gradient", () => {
    assert.match(stepwise.none, /derivative is zero/);
  });
});
