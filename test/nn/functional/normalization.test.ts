import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { functional } from "../../../src/nn/index.ts";
import { ones, tensor, zeros } from "../../../src/tensor/index.ts";

const { batchNorm, groupNorm, instanceNorm, layerNorm } = functional;

function near(got: ArrayLike<number | bigint>, want: readonly number[]): void {
  assert.equal(got.length, want.length);
  want.forEach((value, i) => {
    assert.ok(Math.abs(Number(got[i]) - value) < 1e-6, `${got[i]} at ${i}, want ${value}`);
  });
}

describe("batchNorm", () => {
  const x = () => tensor([[1], [3]]);

  it("by default uses the running statistics, without weight and bias", async () => {
    const y = batchNorm(x(), tensor([2]), tensor([4]), { eps: 0 });
    near(await y.data(), [-0.5, 0.5]);
  });

  it("in training uses the batch's, and moves the running ones by momentum, the variance unbiased", async () => {
    const [mean, variance] = [zeros([1]), ones([1])];
    const y = batchNorm(x(), mean, variance, { training: true, momentum: 0.25, eps: 0 });
    near(await y.data(), [-1, 1]);
    near(mean.hostData(), [0.5]); // 0.75 * 0 + 0.25 * 2
    near(variance.hostData(), [1.25]); // 0.75 * 1 + 0.25 * 2
  });

  it("works in double precision", async () => {
    const wide = x().to("float64");
    const y = batchNorm(wide, undefined, undefined, { training: true, eps: 0 });
    assert.equal(y.dtype, "float64");
    near(await y.data(), [-1, 1]);
  });

  it("refuses to work without statistics, and one value a channel", () => {
    assert.throws(() => batchNorm(x(), undefined, undefined), /running statistics, or training/);
    const one = ones([1, 3]);
    assert.throws(
      () => batchNorm(one, undefined, undefined, { training: true }),
      /more than 1 value per channel when training, got \[1, 3\]/,
    );
  });
});

it("instanceNorm uses running statistics where told to", async () => {
  const x = tensor([[[1, 3]]]);
  const y = instanceNorm(x, tensor([1]), tensor([4]), { useInputStats: false, eps: 0 });
  near(await y.data(), [0, 1]);
});

it("layerNorm takes a bias alone, and groupNorm a weight alone", async () => {
  const bias = tensor([10, 20]);
  near(await layerNorm(tensor([[1, 3]]), [2], undefined, bias, 0).data(), [9, 21]);
  near(await groupNorm(tensor([[1, 3]]), 1, tensor([2, 4]), undefined, 0).data(), [-2, 4]);
});

it("groupNorm refuses channels that the groups do not divide", () => {
  assert.throws(() => groupNorm(ones([2, 5, 2]), 2), /whose channels are a multiple of 2/);
});

it("groupNorm refuses one value a group, which has no variance", () => {
  assert.throws(() => groupNorm(ones([1, 2, 1]), 2), {
    message:
      "groupNorm: expected more than 1 value per group, got [1, 2, 1]; pass larger images, or fewer groups",
  });
  assert.deepEqual(groupNorm(ones([2, 2]), 2).shape, [2, 2]); // two images, as in PyTorch
});
