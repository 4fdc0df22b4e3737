import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noGrad, ops } from "../../src/tensor/index.ts";
import { leaf } from "../../src/tensor/node.ts";
import { record } from "../../src/tensor/record.ts";

const make = (requiresGrad: boolean) => leaf(new Float32Array(2), [2], "float32", requiresGrad);

describe("record", () => {
  it("checks types at the call and computes nothing", () => {
    const node = record(ops.add, [make(false), make(false)], {});
    assert.deepEqual([node.shape, node.dtype, node.value], [[2], "float32", undefined]);
    const other = leaf(new Float32Array(3), [3], "float32");
    assert.throws(() => record(ops.add, [make(false), other], {}), /^VisionError: add: expected/);
  });

  it("wants a gradient if an input does, the op has one, and noGrad does not forbid", () => {
    const wants = () => record(ops.add, [make(false), make(true)], {}).requiresGrad;
    assert.equal(wants(), true);
    assert.equal(noGrad(wants), false);
    assert.equal(record(ops.add, [make(false), make(false)], {}).requiresGrad, false);
    assert.equal(record(ops.detach, [make(true)], {}).requiresGrad, false);
    assert.equal(record(ops.cast, [make(true)], { dtype: "float64" }).requiresGrad, true);
    assert.equal(record(ops.cast, [make(true)], { dtype: "bool" }).requiresGrad, false);
  });
});
