import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Channels } from "../../../../src/sample/index.ts";
import { type WarpInterpolation, warpPlain } from "../../../../src/transforms/functional/warp.ts";
import type { AffineMatrix } from "../../../../src/transforms/kernels/affine-matrix.ts";
import type { Coefficients } from "../../../../src/transforms/kernels/places.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { warpSimd } from "../../../../src/transforms/kernels/warp-simd.ts";
import { check } from "../../pictures.ts";
import { noise } from "../../samples.ts";

const absent = withSimd("warp", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const modes = ["nearest", "bilinear", "bicubic"] as const;

function plane(height: number, width: number, channels: Channels) {
  const data = noise(height, width, channels, height * 31 + width).data as Uint8Array;
  // alphas of nothing and all are common
  if (channels % 2 === 0)
    for (let i = channels - 1; i < data.length; i += channels)
      if (data[i]! % 3 !== 0) data[i] = data[i]! % 3 === 1 ? 0 : 255;
  return { data, height, width, channels };
}

// What an earlier call left in memory must not matter.
function soil(): void {
  withSimd("warp", 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));
}

function same(
  src: ReturnType<typeof plane>,
  map: AffineMatrix | Coefficients,
  mode: WarpInterpolation,
): void {
  const fill = [7, 90, 201, 133].slice(0, src.channels);
  const ground = { height: 7, width: 11, fill };
  soil();
  assert.deepEqual(warpSimd(src, map, mode, ground), warpPlain(src, map, mode, ground));
}

describe("warps by WebAssembly", { skip }, () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  const entry = fc.double({ min: -2, max: 2, noNaN: true });
  const offset = fc.double({ min: -9, max: 18, noNaN: true });
  const affine = fc.tuple(entry, entry, offset, entry, entry, offset);
  const tilt = fc.double({ min: -0.2, max: 0.2, noNaN: true });

  check("affine maps give the plain loops' bytes", [size, affine], ([h, w], map) => {
    for (const channels of [1, 2, 3, 4] as const)
      for (const mode of modes) same(plane(h, w, channels), map, mode);
  });

  check("so do perspective maps", [size, affine, tilt, tilt], ([h, w], map, g, k) => {
    for (const channels of [1, 2, 3, 4] as const)
      for (const mode of modes) same(plane(h, w, channels), [...map, g, k], mode);
  });

  test("places on edges and corners, and depths of 0", () => {
    for (const channels of [1, 2, 3, 4] as const)
      for (const mode of modes)
        for (const map of [
          [1, 0, 0, 0, 1, 0],
          [1, 0, -0.5, 0, 1, -0.5],
          [1, 0, 0.5, 0, 1, 0.5],
          [0.5, 0, 0, 0, 0.5, 0],
          [-1, 0, 6, 0, -1, 5],
          [1, 0, 0, 0, 1, 0, -2, 0],
          [0, 0, 0, 0, 0, 0, -2, 0],
        ] as const)
          for (const [h, w] of [
            [5, 6],
            [1, 1],
            [1, 6],
            [5, 1],
            [2, 2],
          ] as const)
            same(plane(h, w, channels), map, mode);
  });
});
