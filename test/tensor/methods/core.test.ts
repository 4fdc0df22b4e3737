import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  engineStats,
  noGrad,
  ones,
  type Tensor,
  tensor,
  zeros,
} from "../../../src/tensor/index.ts";

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

describe("become", () => {
  const mean = (x: Tensor) => noGrad(() => x.mean());

  it("is computed in the run of what it stands beside, and no other", async () => {
    const state = zeros([]);
    const x = tensor([1, 5]);
    const beside = x.mul(2);
    assert.equal(state.become(state.add(mean(x)), beside), state);
    assert.throws(() => state.hostData(), /not computed yet/);
    await x.exp().data();
    assert.throws(() => state.hostData(), /not computed yet/);
    const { runs } = engineStats();
    await beside.sum().data();
    assert.equal(engineStats().runs, runs + 1);
    assert.deepEqual([...state.hostData()], [3]);
  });

  it("is computed when asked for, too", async () => {
    const state = ones([2]);
    state.become(state.mul(4), zeros([1]).exp());
    assert.deepEqual(await state.toArray(), [4, 4]);
  });

  it("goes on from what it became, in one run or in several, without a new program", async () => {
    const state = zeros([]);
    const go = (value: number) => {
      const x = tensor([value, value + 2]);
      const beside = x.mul(3);
      state.become(state.add(mean(x)), beside);
      return beside;
    };
    await go(1).add(go(2)).data();
    assert.deepEqual([...state.hostData()], [5]);
    await go(3).data();
    await go(4).data();
    const { compiles } = engineStats();
    await go(5).data();
    assert.equal(engineStats().compiles, compiles);
    assert.deepEqual([...state.hostData()], [20]);
  });

  it("leaves graphs that were recorded before as they are", async () => {
    const state = ones([1]);
    const before = state.mul(10);
    state.become(state.add(1), before);
    assert.deepEqual([await before.toArray(), await state.toArray()], [[10], [2]]);
  });

  it("refuses another shape or type, and gradients", () => {
    const state = zeros([2]);
    const beside = ones([2]).exp();
    assert.throws(() => state.become(zeros([3]), beside), {
      message:
        'Tensor.become: expected float32 of shape [2], got "float32 of shape [3]"; convert it first',
    });
    const trained = ones([2], { requiresGrad: true });
    assert.throws(() => state.become(trained.mul(2), beside), /tensors without gradients/);
    assert.throws(() => trained.become(zeros([2]), beside), /tensors without gradients/);
  });
});
