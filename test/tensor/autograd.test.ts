import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noGrad, ones, realize, tensor, zeros } from "../../src/tensor/index.ts";

const leaf = (values: number[]) => tensor(values, { requiresGrad: true });

describe("backward", () => {
  it("adds to what earlier calls left, until zeroGrad", async () => {
    const x = leaf([1, 2]);
    x.mul(x).sum().backward();
    x.mul(3).sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [5, 7]);
    x.zeroGrad();
    assert.equal(x.grad, null);
    x.sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [1, 1]);
  });

  it("sums over every way from a leaf to the loss", async () => {
    const x = leaf([2]);
    const a = x.mul(x);
    a.mul(a).add(a).add(x).sum().backward(); // x^4 + x^2 + x
    assert.deepEqual(await x.grad!.toArray(), [37]);
  });

  it("is refused a second time with a reason, whether or not values were computed", async () => {
    for (const compute of [false, true]) {
      const x = leaf([1, 2]);
      const y = x.mul(x);
      const loss = y.sum();
      if (compute) await realize(loss, y);
      loss.backward();
      assert.throws(() => loss.backward(), {
        message:
          "backward: expected a graph that no backward pass went through yet, " +
          'got "sum of shape [], released by an earlier backward()"; ' +
          "run the forward pass again, or call backward({ retainGraph: true }) the first time",
      });
      assert.throws(() => y.mean().backward(), /^VisionError: backward: expected a graph/);
      assert.deepEqual(await x.grad!.toArray(), [2, 4]);
    }
  });

  it("with retainGraph may be called again", async () => {
    const x = leaf([1, 2]);
    const loss = x.mul(x).sum();
    loss.backward({ retainGraph: true });
    await loss.item();
    loss.backward({ retainGraph: true });
    loss.backward();
    assert.deepEqual(await x.grad!.toArray(), [6, 12]);
    assert.throws(() => loss.backward(), /released by an earlier backward/);
  });

  it("with createGraph gives gradients of gradients", async () => {
    const x = leaf([2]);
    x.mul(x).mul(x).sum().backward({ createGraph: true });
    const first = x.grad!;
    x.zeroGrad();
    first.sum().backward();
    assert.deepEqual(await first.toArray(), [12]);
    assert.deepEqual(await x.grad!.toArray(), [12]);
  });

  it("does not record gradients themselves otherwise", () => {
    const x = leaf([2]);
    x.mul(x).sum().backward();
    assert.equal(x.grad!.requiresGrad, false);
  });

  it("wants a scalar, or a seed of the right shape", async () => {
    const x = leaf([1, 2]);
    assert.throws(() => x.mul(2).backward(), {
      message:
        "backward: expected a scalar loss, got [2]; reduce it with mean() or sum(), or pass { gradient }",
    });
    assert.throws(() => x.mul(2).backward({ gradient: ones([3]) }), {
      message: "backward: expected a gradient of shape [2], got [3]; pass one value an element",
    });
    x.mul(2).backward({ gradient: tensor([1, 10]) });
    assert.deepEqual(await x.grad!.toArray(), [2, 20]);
    const y = tensor([[3]], { requiresGrad: true });
    y.mul(y).backward(); // one element, as PyTorch
    assert.deepEqual(await y.grad!.toArray(), [[6]]);
  });

  it("is refused where nothing requires grad", () => {
    assert.throws(() => zeros([2]).sum().backward(), {
      message:
        'backward: expected a tensor computed from one that requires grad, got "sum"; ' +
        "call setRequiresGrad() on a leaf, outside noGrad",
    });
    assert.throws(() => noGrad(() => leaf([1]).sum()).backward(), /requires grad/);
    assert.throws(() => leaf([1]).argmax().backward(), /requires grad/);
  });

  it("stops at detach and at leaves that want none", async () => {
    const [x, y] = [leaf([3]), tensor([5])];
    x.mul(x.detach()).mul(y).sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [15]);
    assert.equal(y.grad, null);
    assert.equal(x.detach().requiresGrad, false);
  });

  it("of a leaf itself is one", async () => {
    const x = leaf([3]);
    x.backward();
    assert.deepEqual(await x.grad!.toArray(), [1]);
  });

  it("leaves gradients of shared leaves in each", async () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    a.mul(b).sum().backward();
    await realize(a.grad!, b.grad!);
    assert.deepEqual(
      [[...a.grad!.hostData()], [...b.grad!.hostData()]],
      [
        [3, 4],
        [1, 2],
      ],
    );
  });
});
