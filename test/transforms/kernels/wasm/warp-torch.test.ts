import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import type { AffineMatrix } from "../../../../src/transforms/kernels/affine-matrix.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { torchAffine } from "../../../../src/transforms/kernels/torch-places.ts";
import { warpTorchBilinear } from "../../../../src/transforms/kernels/warp-torch.ts";
import { warpTorchSimd } from "../../../../src/transforms/kernels/warp-torch-simd.ts";
import { check } from "../../pictures.ts";
import { floatNoise, noise } from "../../samples.ts";

const absent = withSimd("warp-torch", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

describe("torch's bilinear warp by WebAssembly", { skip }, () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
  const entry = fc.double({ min: -2, max: 2, noNaN: true });
  const offset = fc.double({ min: -9, max: 9, noNaN: true });
  const matrix = fc.tuple(entry, entry, offset, entry, entry, offset);
  const filling = fc.boolean();

  check("gives the plain loop's bits", [size, matrix, filling], ([h, w], map, filling) => {
    for (const channels of [1, 2, 3, 4] as const) {
      const layout = { planes: 1, height: h, width: w, channels };
      const fill = filling ? [7, 0.5, 201, 133].slice(0, channels) : null;
      for (const { data } of [noise(h, w, channels), floatNoise(h, w, channels)]) {
        const places = torchAffine(map as AffineMatrix, [h, w], [9, 10]);
        const plain = warpTorchBilinear(data, layout, places, [9, 10], fill);
        withSimd("warp-torch", 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));
        assert.deepEqual(warpTorchSimd(data, layout, places, [9, 10], fill), plain);
      }
    }
  });
});
