import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withSimd } from "../../../src/transforms/kernels/simd.ts";
import { warpTorchSimd } from "../../../src/transforms/kernels/warp-torch-simd.ts";

const absent = withSimd("warp-torch", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

// The test of wasm/warp-torch holds it to the plain loop.
describe("warp-torch-simd", { skip }, () => {
  const layout = { planes: 1, height: 1, width: 2, channels: 1 };
  const places = (_: number, xs: Float64Array, ys: Float64Array) => {
    xs.set([0.5, -0.25, 7]);
    ys.fill(0);
  };

  test("gives floats for floats, and rounded bytes for bytes", () => {
    const floats = warpTorchSimd(Float32Array.of(1, 4), layout, places, [1, 3], null);
    assert.deepEqual(floats, Float32Array.of(2.5, 0.75, 0));
    const bytes = warpTorchSimd(Uint8Array.of(1, 4), layout, places, [1, 3], [9]);
    assert.deepEqual(bytes, Uint8Array.of(2, 3, 9)); // 0.75 * 0.75 + 0.25 * 9 = 2.8125
  });
});
