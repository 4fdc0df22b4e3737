import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Tensor, tensor } from "../../src/tensor/index.ts";

// The gradient of a sum of weighted parts of 0, 1, 2, 3, 4, 5, and the operation that makes it.
async function gradientOf(cut: (x: Tensor) => readonly Tensor[]): Promise<[unknown, string]> {
  const x = tensor([0, 1, 2, 3, 4, 5], { requiresGrad: true });
  const parts = cut(x.mul(1));
  const sums = parts.map((part, i) => part.mul(10 ** i).sum());
  sums.reduce((sum, part) => sum.add(part)).backward();
  const kind = x.grad!.node.inputs[0]!.kind;
  return [await x.grad!.toArray(), kind];
}

describe("gradients of slices side by side", () => {
  it("are joined, in whatever order they come", async () => {
    const rows = [1, 1, 10, 10, 100, 100];
    assert.deepEqual(await gradientOf((x) => x.split(2)), [rows, "cat"]);
    const turned = await gradientOf((x) => x.split(2).reverse());
    assert.deepEqual(turned, [rows.toReversed(), "cat"]);
  });

  it("keep zeros around them", async () => {
    const [grad, kind] = await gradientOf((x) => [x.narrow(0, 1, 2), x.narrow(0, 3, 1)]);
    assert.deepEqual([grad, kind], [[0, 1, 1, 10, 0, 0], "pad"]);
  });

  it("are one join, however many they are", async () => {
    const x = tensor([[1, 2, 3, 4]], { requiresGrad: true });
    const parts = x.unbind(1);
    parts
      .reduce((sum, part, i) => sum.add(part.mul(i)))
      .sum()
      .backward();
    assert.deepEqual([x.grad!.node.kind, x.grad!.node.inputs.length], ["cat", 4]);
    assert.deepEqual(await x.grad!.toArray(), [[1, 1, 2, 3]]);
  });

  it("are added where they overlap or stand apart", async () => {
    const overlap = await gradientOf((x) => [x.narrow(0, 0, 4), x.narrow(0, 2, 4)]);
    assert.deepEqual(overlap[0], [1, 1, 11, 11, 10, 10]);
    const same = await gradientOf((x) => [x.narrow(0, 1, 2), x.narrow(0, 1, 2)]);
    assert.deepEqual(same[0], [0, 11, 11, 0, 0, 0]);
    const apart = await gradientOf((x) => [x.narrow(0, 0, 2), x.narrow(0, 4, 2)]);
    assert.deepEqual(apart[0], [1, 1, 0, 0, 10, 10]);
  });

  it("of two dimensions are joined only where the other one is alike", async () => {
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );
    const corners = [x.index(0, [0]), x.index(1, [1])];
    const [a, b] = [x.narrow(0, 0, 1).narrow(1, 0, 1), x.narrow(0, 1, 1).narrow(1, 1, 1)];
    a.add(b.mul(10)).add(corners[0]!.mul(100)).add(corners[1]!.mul(1000)).sum().backward();
    assert.deepEqual(await x.grad!.toArray(), [
      [101, 0],
      [0, 1010],
    ]);
  });

  it("have gradients themselves", async () => {
    const x = tensor([1, 2, 3, 4], { requiresGrad: true });
    const [a, b] = x.split(2);
    a!.mul(a!).mul(b!).sum().backward({ createGraph: true });
    const slope = x.grad!.mul(tensor([1, 10, 100, 1000])).sum();
    x.zeroGrad();
    slope.backward();
    // d(2 a b + 100 a^2): a: 2 b + 200 a, b: 2 a
    assert.deepEqual(await x.grad!.toArray(), [2 * 3 + 200, 20 * 4 + 2000 * 2, 2, 40]);
  });
});
