import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, ops, Tensor, tensor } from "../../src/tensor/index.ts";

describe("Tensor.fromData", () => {
  it("keeps the array and takes the type from it", () => {
    const data = Float32Array.of(1, 2);
    const x = Tensor.fromData(data, [2, 1]);
    assert.equal(x.hostData(), data);
    assert.deepEqual([x.shape, x.dtype, x.requiresGrad, x.grad], [[2, 1], "float32", false, null]);
    assert.equal(Tensor.fromData(new Uint8Array(1), [1]).dtype, "uint8");
    assert.equal(Tensor.fromData(new Uint8Array(1), [], "bool").dtype, "bool");
  });

  it("refuses another count, another array, and no shape", () => {
    assert.throws(() => Tensor.fromData(new Float32Array(3), [2]), {
      message: "Tensor.fromData: expected 2 values for shape [2], got 3; check the shape",
    });
    assert.throws(() => Tensor.fromData(new Float32Array(1), [1], "int64"), {
      message:
        "Tensor.fromData: expected an array that holds int64, got Float32Array(4 bytes); " +
        "convert the values",
    });
    assert.throws(() => Tensor.fromData(new Float32Array(1), [-1]), /whole numbers >= 0/);
  });
});

describe("losses of a leaf", () => {
  it("are those that backward was called on, each once, until zeroGrad", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const [a, b] = [x.sum(), x.mul(x).sum()];
    a.backward({ retainGraph: true });
    a.backward();
    b.backward();
    assert.deepEqual(x.losses, [a.node, b.node]);
    x.zeroGrad();
    assert.deepEqual(x.losses, []);
  });
});

describe("applyOp", () => {
  it("records an operation of the table", async () => {
    const y = applyOp(ops.slice, [tensor([1, 2, 3])], { starts: [1], counts: [2], steps: [1] });
    assert.deepEqual(await y.toArray(), [2, 3]);
  });
});
