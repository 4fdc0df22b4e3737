import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { blurPlan, gaussianWeights, plain } from "../../../../src/transforms/kernels/gaussian.ts";
import { blurSimd } from "../../../../src/transforms/kernels/gaussian-simd.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { law, soil } from "./blocks.ts";

const absent = withSimd("gaussian", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const size = fc.integer({ min: 0, max: 12 }).map((reach) => 2 * reach + 1);
const edge = fc.integer({ min: 1, max: 40 });
const channels = fc.constantFrom(1, 2, 3, 4);

function same(height: number, width: number, c: number, tall: number, wide: number): void {
  const rng = new Rng(height);
  const data = Float32Array.from({ length: height * width * c }, () => rng.uniform(-1, 255));
  const layout = { height, width, channels: c };
  const plan = blurPlan(layout, gaussianWeights(tall, 0.3 * tall), gaussianWeights(wide, 1.2));
  soil("gaussian");
  assert.deepEqual(blurSimd(data, layout, plan), plain(data, layout, plan));
}

describe("SIMD blur has the bits of the plain loops", { skip }, () => {
  law("for any picture and kernel", [edge, edge, channels, size, size], same);

  test("in bands: tall pictures, and kernels that reach over bands", () => {
    for (const [height, width, tall] of [
      [3000, 30, 3],
      [700, 200, 61],
      [150, 1000, 121],
      [60, 3000, 161],
    ] as const)
      same(height, width, 1, tall, 3);
  });
});
