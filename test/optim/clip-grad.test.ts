import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clipGradNorm, clipGradValue, SGD } from "../../src/optim/index.ts";
import { type Tensor, tensor } from "../../src/tensor/index.ts";

// The gradients are 3, -4 and 12.
function pair(): [Tensor, Tensor] {
  const [x, y] = [tensor([0, 0], { requiresGrad: true }), tensor([0], { requiresGrad: true })];
  x.mul(tensor([3, -4]))
    .sum()
    .add(y.mul(12).sum())
    .backward();
  return [x, y];
}

async function grads(parameters: readonly Tensor[]): Promise<number[]> {
  const parts = await Promise.all(parameters.map(({ grad }) => grad!.data()));
  return parts.flatMap((part) => [...part].map(Number));
}

function near(got: readonly number[], want: readonly number[]): void {
  assert.equal(got.length, want.length);
  got.forEach((value, i) => {
    assert.ok(Math.abs(value - want[i]!) < 1e-5 * Math.abs(want[i]!), `${got}, want ${want}`);
  });
}

describe("clipGradNorm", () => {
  for (const [normType, norm] of [
    [2, 13],
    [1, 19],
    [3, 1819 ** (1 / 3)],
    [Infinity, 12],
  ] as const) {
    it(`brings the ${normType}-norm down and returns what it was`, async () => {
      const parameters = pair();
      const total = clipGradNorm(parameters, 6.5, { normType });
      const factor = 6.5 / (norm + 1e-6);
      near(await grads(parameters), [3 * factor, -4 * factor, 12 * factor]);
      near([await total.item()], [norm]);
    });
  }

  it("leaves smaller gradients alone, and takes one tensor, or none with a gradient", async () => {
    const parameters = pair();
    near([await clipGradNorm(parameters[0], 6).item()], [5]);
    near(await grads(parameters), [3, -4, 12]);
    assert.equal(await clipGradNorm([tensor([1])], 1).item(), 0);
  });

  it("is part of the optimizer's step", async () => {
    const [x, y] = pair();
    const total = clipGradNorm([x, y], 1.3);
    await new SGD([x, y], { lr: 1 }).step();
    near([...x.hostData(), ...y.hostData()].map(Number), [-0.3, 0.4, -1.2]);
    near([Number(total.hostData()[0])], [13]);
  });

  it("refuses bounds and norms that are none", () => {
    assert.throws(() => clipGradNorm([], -1), /clipGradNorm: expected maxNorm/);
    assert.throws(() => clipGradNorm([], 1, { normType: 0 }), /clipGradNorm: expected normType/);
  });
});

describe("clipGradValue", () => {
  it("bounds each element", async () => {
    const parameters = pair();
    clipGradValue(parameters, 3.5);
    near(await grads(parameters), [3, -3.5, 3.5]);
    assert.throws(() => clipGradValue(parameters, Number.NaN), /clipGradValue: expected clipValue/);
  });
});
