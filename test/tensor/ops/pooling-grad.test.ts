import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, realize, type Tensor } from "../../../src/tensor/index.ts";
import { type PoolAttrs, pooling } from "../../../src/tensor/ops/pooling.ts";
import { Rng } from "../../../src/util/rng.ts";
import { toTensor } from "./arrays.ts";
import { assertNear } from "./op-suite.ts";
import { poolingSamples } from "./pooling.samples.ts";
import { maxPool, maxPoolGrad } from "./windows.ts";

// Values, ties and every kind of window: pooling.test.ts.
describe("the gradient of max pooling", () => {
  // The sum of pool(x^2)^2: each x of k windows has the gradient 4 k x^3, and that has the slope 12 k x^2.
  it("has second derivatives, whatever the windows", async () => {
    for (const { inputs, attrs } of poolingSamples.maxPool2d) {
      const [numbers] = inputs(new Rng(7));
      const x = toTensor(numbers!).setRequiresGrad();
      const pooled = applyOp(pooling.maxPool2d, [x.square()], attrs as PoolAttrs);
      pooled.square().sum().backward({ createGraph: true });
      const first = x.grad!;
      x.zeroGrad();
      first.sum().backward();
      const squares = { ...numbers!, data: numbers!.data.map((v) => v ** 2) };
      const y = maxPool([squares], attrs!);
      const count = maxPoolGrad([squares, y, { ...y, data: y.data.map(() => 1) }], attrs!);
      await realize(first, x.grad!);
      assertNear(
        first,
        Array.from(count.data, (k, i) => 4 * k * numbers!.data[i]! ** 3),
        1e-4,
      );
      assertNear(
        x.grad!,
        Array.from(count.data, (k, i) => 12 * k * numbers!.data[i]! ** 2),
        1e-4,
      );
    }
  });

  it("takes relu's gradient before its own, with the same result", async () => {
    for (const { inputs, attrs } of poolingSamples.maxPool2d) {
      const [numbers] = inputs(new Rng(8));
      const gradient = async (between: (x: Tensor) => Tensor) => {
        const x = toTensor(numbers!).setRequiresGrad();
        const positive = between(x.relu());
        applyOp(pooling.maxPool2d, [positive], attrs as PoolAttrs)
          .square()
          .sum()
          .backward();
        return Array.from((await x.grad!.data()) as Float32Array, (v) => v || 0); // -0 is 0
      };
      assert.deepEqual(await gradient((x) => x), await gradient((x) => x.mul(1)));
    }
  });
});
