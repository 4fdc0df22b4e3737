import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ops } from "../../src/tensor/index.ts";
import { computedValue, constant, leaf, Node } from "../../src/tensor/node.ts";
import type { Op } from "../../src/tensor/op.ts";

describe("nodes", () => {
  it("a leaf holds its numbers", () => {
    const data = Float32Array.of(1, 2);
    const node = leaf(data, [2], "float32", true);
    assert.equal(computedValue(node).data, data);
    assert.deepEqual([node.kind, node.requiresGrad, node.inputs], ["leaf", true, []]);
  });

  it("a constant becomes numbers when asked, of its own type", () => {
    assert.deepEqual(computedValue(constant(3, "int64")).data, BigInt64Array.of(3n));
    assert.deepEqual(computedValue(constant(0.5, "float32")).data, Float32Array.of(0.5));
  });

  it("an operation has none before it is computed", () => {
    const type = { shape: [2], dtype: "float32" } as const;
    const node = new Node(
      ops.exp as Op,
      {},
      [leaf(new Float32Array(2), [2], "float32")],
      type,
      false,
    );
    assert.equal(node.kind, "exp");
    assert.throws(() => computedValue(node), {
      message:
        "Tensor.hostData: expected a tensor whose numbers are in memory, " +
        'got "exp of shape [2], not computed yet"; ' +
        "call `await realize(tensor)` or `await tensor.data()` first",
    });
  });
});
