import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { functional as F } from "../../../src/nn/index.ts";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("functional activations", () => {
  const x = tensor([[-1, 0, 2]]);

  it("give the course's numbers", async () => {
    const near = async (y: typeof x, want: readonly number[]) => {
      const got = Array.from(await y.data(), Number);
      want.forEach((value, i) => {
        assert.ok(Math.abs(got[i]! - value) < 1e-7, `${got[i]} for ${value}`);
      });
    };
    await near(F.relu(x), [0, 0, 2]);
    await near(F.sigmoid(x), [0.26894143, 0.5, 0.88079703]);
    await near(F.tanh(x), [-0.76159418, 0, 0.96402758]);
    await near(F.leakyRelu(x), [-0.01, 0, 2]);
  });

  it("let no gradient through at the corners, as PyTorch", async () => {
    const corners = tensor([0, 6, 3], { requiresGrad: true });
    F.relu6(corners).sum().backward();
    assert.deepEqual(await corners.grad!.toArray(), [0, 0, 1]);
  });

  it("refuse what they cannot take", () => {
    assert.throws(() => F.hardtanh(x, 1, 1), /hardtanh: expected minVal below maxVal/);
    assert.throws(() => F.leakyRelu(x, Number.NaN), /negativeSlope to be a finite number/);
    assert.throws(() => F.softplus(x, 0), /softplus: expected a beta other than 0/);
    assert.throws(() => F.gelu(x, "erf" as never), /approximate to be one of none, tanh/);
    assert.throws(() => F.softmax(x, 2), /softmax/);
    assert.throws(() => F.silu(x.to("int64")), /silu: expected a floating-point tensor/);
    const message = /prelu: expected a weight \[1\] or \[3\], got \[2\]; x is \[1,3\]/;
    assert.throws(() => F.prelu(x, zeros([2])), message);
  });
});
