import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DType, type Tensor, tensor, zeros } from "../../src/tensor/index.ts";

// What PyTorch 1.13 gives for the same calls.
describe("element types as PyTorch's", () => {
  const of = (dtype: DType, shape: readonly number[] = [2]) => zeros(shape, { dtype });

  it("functions of real numbers take whole numbers and booleans as float32", async () => {
    for (const dtype of ["bool", "uint8", "int32", "int64"] as const) {
      const x = tensor([0, 1], { dtype });
      const calls = [x.exp(), x.sqrt(), x.sigmoid(), x.tanh(), x.sin(), x.cos(), x.atan()];
      const more = [x.erf(), x.log1p(), x.expm1(), x.log(), x.rsqrt(), x.logsumexp(0)];
      for (const y of [...calls, ...more]) assert.equal(y.dtype, "float32");
    }
    assert.deepEqual(await tensor([0, 4], { dtype: "int64" }).sqrt().toArray(), [0, 2]);
    assert.deepEqual(await tensor([true]).reciprocal().toArray(), [1]);
  });

  it("a scalar tensor widens only where it is of a higher kind", () => {
    const scalar = (dtype: DType) => of(dtype, []);
    const cases: readonly (readonly [Tensor, Tensor, DType])[] = [
      [of("float32"), scalar("float64"), "float32"],
      [scalar("float64"), of("float32"), "float32"],
      [of("uint8"), scalar("int64"), "uint8"],
      [of("int32"), scalar("float64"), "float64"],
      [of("bool"), scalar("int64"), "int64"],
      [scalar("float32"), scalar("float64"), "float64"],
      [of("float32", [1]), of("float64"), "float64"],
    ];
    for (const [a, b, want] of cases) {
      assert.equal(a.add(b).dtype, want);
      assert.equal(a.maximum(b).dtype, want);
      assert.equal(a.where(tensor(true), b).dtype, want);
    }
  });

  it("a comparison rounds the scalar to the other's type", async () => {
    const tenth = tensor(0.1, { dtype: "float64" });
    assert.deepEqual(await tensor([0.1]).eq(tenth).toArray(), [true]);
    assert.deepEqual(
      await tensor([0.1])
        .eq(tenth.reshape([1]))
        .toArray(),
      [false],
    );
  });

  it("gradients have the type of what they are of", async () => {
    const [a, b] = [of("float32").setRequiresGrad(), of("float64").setRequiresGrad()];
    a.add(b).mul(b).maximum(a).where(tensor(true), b).sum().backward();
    assert.deepEqual([a.grad!.dtype, b.grad!.dtype], ["float32", "float64"]);
    await a.grad!.data();
  });

  it("whole numbers have relu, matrix products and, as bytes, powers and negatives modulo 256", async () => {
    const x = tensor([-2, 3], { dtype: "int32" });
    assert.deepEqual([await x.relu().toArray(), x.relu().dtype], [[0, 3], "int32"]);
    for (const dtype of ["uint8", "int32", "int64"] as const) {
      const matrix = tensor([[1, 2], [3, 4]], { dtype }); // biome-ignore format: a matrix
      const product = matrix.matmul(matrix);
      assert.deepEqual([await product.toArray(), product.dtype], [[[7, 10], [15, 22]], dtype]); // biome-ignore format: a matrix
    }
    const bytes = tensor([1, 7], { dtype: "uint8" });
    assert.deepEqual(await bytes.neg().toArray(), [255, 249]);
    assert.deepEqual(await bytes.pow(3).toArray(), [1, 87]);
  });
});

describe("edges as PyTorch's", () => {
  it("a scalar may be taken along dim 0 and -1", async () => {
    const x = tensor(2.5);
    for (const dim of [0, -1]) {
      const { values, indices } = x.max(dim);
      assert.deepEqual([await values.item(), await indices.item(), values.shape], [2.5, 0, []]);
      const all = [x.sum(dim), x.prod(dim), x.cumsum(dim), x.cumprod(dim), x.logsumexp(dim)];
      for (const y of all) assert.deepEqual([await y.item(), y.shape], [2.5, []]);
      assert.deepEqual(await x.softmax(dim).item(), 1);
      const chosen = [x.sort(dim), x.topk(1, dim), x.cummin(dim), x.median(dim), x.min(dim)];
      for (const one of chosen) assert.deepEqual(one.values.shape, []);
    }
    assert.throws(() => x.sum(1), /expected dim in \[-1, 0\], got 1/);
    assert.throws(() => x.argmax(-2), /expected dim in \[-1, 0\], got -2/);
  });

  it("functions of steps have gradients of zeros", async () => {
    const x = tensor([-1.5, 0, 2.2], { requiresGrad: true });
    const steps = [x.floor(), x.ceil(), x.round(), x.trunc(), x.sign()];
    for (const y of steps) {
      x.zeroGrad();
      y.mul(Number.POSITIVE_INFINITY).sum().backward();
      assert.deepEqual(await x.grad!.toArray(), [0, 0, 0]);
    }
    x.zeroGrad();
    x.add(x.round().sub(x).detach()).sum().backward(); // straight through
    assert.deepEqual(await x.grad!.toArray(), [1, 1, 1]);
  });

  it("powers at 0 have no slope in what they do not depend on", async () => {
    const base = tensor([0, 0, 3], { requiresGrad: true });
    const power = tensor([0, 2, 0], { requiresGrad: true });
    base.pow(power).sum().backward();
    assert.deepEqual(await base.grad!.toArray(), [0, 0, 0]);
    const slopes = (await power.grad!.toArray()) as number[];
    assert.deepEqual(slopes.slice(0, 2), [0, 0]);
    assert.ok(Math.abs(slopes[2]! - Math.log(3)) < 1e-6);
    base.zeroGrad();
    base.pow(0).sum().backward();
    assert.deepEqual(await base.grad!.toArray(), [0, 0, 0]);
  });

  it("a product over an inner size of 0 is zeros, whatever the memory held", async () => {
    for (let run = 0; run < 5; run++) {
      await tensor([7, 8, 9, 10, 11, 12]).mul(1e9).data(); // something to find
      const product = zeros([2, 3, 0]).matmul(zeros([2, 0, 2]));
      assert.deepEqual([...(await product.data())], Array(12).fill(0));
    }
  });
});
