import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  allocate,
  bytesPerElement,
  dtypeNames,
  dtypeOf,
  holds,
  isFloating,
  promote,
} from "../../src/tensor/dtype.ts";

describe("element types", () => {
  it("each has an array of its size that holds it", () => {
    for (const dtype of dtypeNames) {
      const data = allocate(dtype, 3);
      assert.equal(data.length, 3);
      assert.equal(data.byteLength, 3 * bytesPerElement(dtype));
      assert.ok(holds(data, dtype));
      assert.equal(dtypeOf(data), dtype === "bool" ? "uint8" : dtype);
    }
    assert.equal(holds(new Float32Array(1), "float64"), false);
    assert.equal(holds(new Uint8Array(1), "bool"), true);
  });

  it("gradients flow in floating point only", () => {
    assert.deepEqual(dtypeNames.filter(isFloating), ["float32", "float64"]);
  });

  // torch.promote_types, all pairs of ours.
  it("promote as PyTorch's", () => {
    const order = ["bool", "uint8", "int32", "int64", "float32", "float64"] as const;
    order.forEach((a, i) => {
      order.forEach((b, j) => {
        assert.equal(promote(a, b), order[Math.max(i, j)]);
      });
    });
  });
});
