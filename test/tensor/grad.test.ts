import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { grad, type Tensor, tensor, where } from "../../src/tensor/index.ts";

function leaf(values: Parameters<typeof tensor>[0]): Tensor {
  return tensor(values, { dtype: "float64", requiresGrad: true });
}

function near(got: unknown, want: unknown): void {
  const flat = (values: unknown) => [values].flat(9) as number[];
  const [a, b] = [flat(got), flat(want)];
  assert.equal(a.length, b.length);
  a.forEach((value, i) => {
    const distance = Math.abs(value - b[i]!);
    assert.ok(distance < 1e-9 * Math.max(1, Math.abs(b[i]!)), `got ${value}, want ${b[i]}`);
  });
}

describe("grad", () => {
  it("gives gradients of leaves and of results on the way, and leaves `grad` alone", async () => {
    const x = leaf([1, 2]);
    const square = x.mul(x);
    const [gx, gs] = grad(square.mul(3).sum(), [x, square]);
    near(await gx!.toArray(), [6, 12]);
    near(await gs!.toArray(), [3, 3]);
    assert.equal(x.grad, null);
  });

  it("sums over several outputs, each from its own gradient", async () => {
    const x = leaf([1, 2]);
    const gradOutputs = [tensor([1, 10], { dtype: "float64" }), null];
    near(await grad([x.mul(2), x.sum()], x, { gradOutputs })[0]!.toArray(), [3, 21]);
    const y = leaf([5]);
    const doubled = y.mul(2);
    near(await grad([doubled, doubled], y)[0]!.toArray(), [4]);
    near(await grad(y, y)[0]!.toArray(), [1]);
  });

  it("releases the graph unless told to keep it", async () => {
    const x = leaf([3]);
    const y = x.mul(x);
    near(await grad(y, x, { retainGraph: true })[0]!.toArray(), [6]);
    near(await grad(y, x)[0]!.toArray(), [6]);
    assert.throws(() => grad(y, x), /a graph that no backward pass went through yet/);
  });

  it("refuses what has no gradient", () => {
    const x = leaf([1, 2]);
    const unused = leaf([1]);
    const plain = tensor([1]);
    assert.throws(() => grad(x.sum(), unused), {
      message:
        'grad: expected inputs that the outputs were computed from, got "input 0 of shape [1], which no output depends on"; pass allowUnused',
    });
    assert.deepEqual(grad(x.sum(), [unused], { allowUnused: true }), [null]);
    assert.throws(() => grad(x.sum(), plain), /^VisionError: grad: expected inputs that require/);
    assert.throws(() => grad(plain, x), /^VisionError: grad: expected an output computed from/);
    assert.throws(() => grad(x.mul(2), x), /^VisionError: grad: expected a scalar output/);
    assert.throws(() => grad(x.mul(2), x, { gradOutputs: plain }), /gradOutputs of shape \[2\]/);
    assert.throws(() => grad(x.sum(), x, { gradOutputs: [null, null] }), /expected 1 gradOutputs/);
  });
});

type Slope = (x: number) => number;

// A function and its first three derivatives in closed form.
const derivatives: Readonly<Record<string, readonly [(x: Tensor) => Tensor, ...Slope[]]>> = {
  "x^3": [(x) => x.pow(3), (x) => 3 * x * x, (x) => 6 * x, () => 6],
  "exp(2x)": [
    (x) => x.mul(2).exp(),
    (x) => 2 * Math.exp(2 * x),
    (x) => 4 * Math.exp(2 * x),
    (x) => 8 * Math.exp(2 * x),
  ],
  sin: [(x) => x.sin(), Math.cos, (x) => -Math.sin(x), (x) => -Math.cos(x)],
  "1/x": [(x) => x.reciprocal(), (x) => -(x ** -2), (x) => 2 * x ** -3, (x) => -6 * x ** -4],
  log1p: [(x) => x.log1p(), (x) => 1 / (1 + x), (x) => -((1 + x) ** -2), (x) => 2 * (1 + x) ** -3],
  "x^2 above 1, else x^3": [
    (x) => where(x.gt(1), x.square(), x.pow(3)),
    (x) => (x > 1 ? 2 * x : 3 * x * x),
    (x) => (x > 1 ? 2 : 6 * x),
    (x) => (x > 1 ? 0 : 6),
  ],
  "sqrt(x) / x": [
    (x) => x.sqrt().div(x),
    (x) => -0.5 * x ** -1.5,
    (x) => 0.75 * x ** -2.5,
    (x) => -1.875 * x ** -3.5,
  ],
};

describe("gradients of gradients", () => {
  const points = [0.3, 0.7, 1.5];
  for (const [name, [f, ...slopes]] of Object.entries(derivatives)) {
    it(`${name}: three times`, async () => {
      const x = leaf(points);
      let y = f(x);
      for (const slope of slopes) {
        y = grad(y.sum(), x, { createGraph: true })[0]!;
        near(await y.toArray(), points.map(slope));
      }
    });
  }

  it("through a matrix product", async () => {
    const a = leaf([[1, 2]]);
    const b = leaf([[3], [-1]]);
    // s = A B = 1 and d s^2 / dA = 2 s B'. The sum of its squares, 4 s^2 |B|^2, has the gradient 8 s |B|^2 A' + 8 s^2 B.
    const [ga] = grad(a.matmul(b).square().sum(), a, { createGraph: true });
    near(await ga!.toArray(), [[6, -2]]);
    const [gb] = grad(ga!.square().sum(), b);
    near(await gb!.toArray(), [[80 + 24], [160 - 8]]);
  });

  it("a penalty on the gradient reaches the `grad` of leaves", async () => {
    const w = leaf([2]);
    const x = leaf([3]);
    const [slope] = grad(w.mul(x).square().sum(), x, { createGraph: true }); // 2 w^2 x
    slope!.sum().backward();
    near(await w.grad!.toArray(), [24]); // 4 w x
    near(await x.grad!.toArray(), [8]); // 2 w^2
  });
});
