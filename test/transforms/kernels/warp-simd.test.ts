import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withSimd } from "../../../src/transforms/kernels/simd.ts";
import { copyRunsSimd, warpSimd } from "../../../src/transforms/kernels/warp-simd.ts";
import { noise } from "../samples.ts";

const absent = withSimd("warp", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

function plane(height: number, width: number, channels: 1 | 2 | 3 | 4) {
  const data = noise(height, width, channels).data as Uint8Array;
  return { data, height, width, channels };
}

// The test of wasm/warp holds all modes to the plain loops.
describe("warp-simd", { skip }, () => {
  test("lays one value or several as ground", () => {
    const src = plane(2, 3, 3);
    const far = [1, 0, 99, 0, 1, 0] as const;
    for (const fill of [
      [4, 4, 4],
      [4, 5, 6],
    ])
      for (const mode of ["nearest", "bilinear", "bicubic"] as const) {
        const got = warpSimd(src, far, mode, { height: 1, width: 2, fill })!;
        assert.deepEqual([...got], [...fill, ...fill]);
      }
  });

  test("runs copy pixels from fixed-point places, the rest is ground", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const src = plane(2, 3, channels);
      const ground = { height: 1, width: 4, fill: Array<number>(channels).fill(9) };
      const run = { start: channels, end: 3 * channels, x: 0x20000, y: 0x18000 };
      const got = copyRunsSimd(src, [run], [-0x10000, -0x8000], ground)!;
      const at = (y: number, x: number) => {
        const s = (y * 3 + x) * channels;
        return [...src.data.subarray(s, s + channels)];
      };
      assert.deepEqual([...got], [...ground.fill, ...at(1, 2), ...at(1, 1), ...ground.fill]);
    }
  });
});
