import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ones, tensor, zeros } from "../../../src/tensor/index.ts";

describe("the doors to the numbers", () => {
  it("data, item and toArray compute", async () => {
    const y = tensor([
      [1, 2],
      [3, 4],
    ]).mul(2);
    assert.deepEqual(await y.data(), Float32Array.of(2, 4, 6, 8));
    assert.deepEqual(await y.toArray(), [
      [2, 4],
      [6, 8],
    ]);
    assert.equal(await tensor([[7]], { dtype: "int64" }).item(), 7);
    assert.equal(await tensor([1, 2]).gt(1).sum().item(), 1);
    assert.equal(await y.sum().item(), 20);
  });

  it("item wants one element", async () => {
    await assert.rejects(tensor([1, 2]).item(), {
      message: "item: expected a tensor of one element, got [2]; use toArray() or data()",
    });
    await assert.rejects(zeros([0]).item(), /one element/);
  });

  it("hostData does not compute", () => {
    assert.throws(() => tensor([1]).exp().hostData(), /not computed yet/);
  });
});

describe("setRequiresGrad", () => {
  it("turns gradients on and off, on leaves", () => {
    const x = zeros([2]);
    assert.equal(x.setRequiresGrad().exp().requiresGrad, true);
    assert.equal(x.setRequiresGrad(false).exp().requiresGrad, false);
  });

  it("refuses computed tensors and whole numbers", () => {
    assert.throws(() => zeros([2]).exp().setRequiresGrad(), {
      message: 'setRequiresGrad: expected a leaf tensor, got "the result of exp"; use detach()',
    });
    assert.throws(() => zeros([2], { dtype: "int64" }).setRequiresGrad(), {
      message:
        'setRequiresGrad: expected a floating-point tensor, got "int64"; convert with .to("float32")',
    });
  });
});

describe("assign", () => {
  it("takes another's value; recorded graphs keep the old one", async () => {
    const x = ones([2], { requiresGrad: true });
    const y = x.mul(2);
    assert.equal(x.assign(tensor([5, 6])), x);
    assert.deepEqual(await x.mul(2).toArray(), [10, 12]);
    assert.deepEqual(await y.toArray(), [2, 2]);
    assert.equal(x.requiresGrad, true);
  });

  it("a graph from before the assignment still leaves its gradient here", async () => {
    const x = tensor([3], { requiresGrad: true });
    const loss = x.mul(x).sum();
    x.assign(tensor([10]));
    loss.backward();
    assert.deepEqual(await x.grad!.toArray(), [6]);
  });

  it("refuses another shape or type, and what is not computed", () => {
    const x = ones([2]);
    assert.throws(() => x.assign(ones([3])), {
      message:
        'Tensor.assign: expected float32 of shape [2], got "float32 of shape [3]"; convert it first',
    });
    assert.throws(() => x.assign(ones([2], { dtype: "float64" })), /float64 of shape \[2\]/);
    assert.throws(() => x.assign(ones([2]).exp()), /not computed yet/);
    assert.deepEqual([...x.hostData()], [1, 1]);
  });
});

describe("keep", () => {
  it("returns the tensor, and needs no work where it is in memory", async () => {
    const x = ones([2]);
    assert.equal(x.keep(), x);
    const y = x.exp();
    await y.data();
    assert.equal(y.keep(), y);
  });

  it("several kept tensors come in one run of what they share", async () => {
    const shared = tensor([1, 2]).mul(3);
    const [a, b] = [shared.sum().keep(), shared.add(1).keep()];
    await shared.data();
    assert.deepEqual([[...a.hostData()], [...b.hostData()]], [[9], [4, 7]]);
  });

  it("a kept step on the way to what is computed comes along", async () => {
    const way = tensor([1, 4]).sqrt().keep();
    const other = tensor([1, 4]).sqrt();
    await way.add(other).data();
    assert.deepEqual([...way.hostData()], [1, 2]);
    assert.throws(() => other.hostData(), /not computed yet/);
  });
});
