import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type Filter, filters, filterTaps } from "../../../../src/transforms/kernels/filters.ts";
import { plainX, plainY } from "../../../../src/transforms/kernels/resample-floats.ts";
import {
  floatsXSimd,
  floatsYSimd,
} from "../../../../src/transforms/kernels/resample-floats-simd.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

const absent = withSimd("resample-floats", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const edge = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 400 }) },
);
const kind = fc.constantFrom<Filter>(...Object.values(filters));

// What an earlier call left behind must not matter, NaN least of all.
function soil(): void {
  withSimd("resample-floats", 0, ({ memory }) => new Float32Array(memory.buffer).fill(Number.NaN));
}

describe("SIMD resampling of floats gives the bits of the plain loops", { skip }, () => {
  test("for any size, channel count and filter, infinities too", () => {
    const channels = fc.constantFrom(1, 2, 3, 4);
    const law = fc.property(edge, edge, edge, channels, kind, fc.nat(), (h, w, to, c, by, seed) => {
      const rng = new Rng(seed);
      const src = Float32Array.from({ length: h * w * c }, () => rng.uniform(-2, 2));
      if (seed % 5 === 0) src[seed % src.length] = Infinity;
      const [x, y] = [filterTaps(w, to, by), filterTaps(h, to, by)];
      soil();
      assert.deepEqual(floatsXSimd(src, w, c, x), plainX(src, w, c, x));
      assert.deepEqual(floatsYSimd(src, w * c, y), plainY(src, w * c, y));
    });
    fc.assert(law, { seed: 20240229, numRuns: 300 });
  });

  test("for pictures of several bands", () => {
    const src = Float32Array.from({ length: 150 * 301 * 3 }, (_, i) => ((i * 7919) % 1000) / 999);
    const x = filterTaps(301, 113, filters.bicubic);
    assert.deepEqual(floatsXSimd(src, 301, 3, x), plainX(src, 301, 3, x));
  });
});
