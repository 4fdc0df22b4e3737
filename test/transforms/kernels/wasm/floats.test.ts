import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import {
  plainAffineInto,
  plainPosterizeInto,
  plainRanges,
  plainSolarizeInto,
} from "../../../../src/transforms/kernels/float-maps.ts";
import {
  affineSimd,
  posterizeSimd,
  rangesSimd,
  sharpenFloatsSimd,
  solarizeSimd,
} from "../../../../src/transforms/kernels/floats-simd.ts";
import { plainSharpenFloatsInto } from "../../../../src/transforms/kernels/sharpen.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { within } from "../../pictures.ts";
import { law, pixels, soil } from "./blocks.ts";

const absent = withSimd("floats", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

// Whole 64ths, so that thresholds are met exactly.
function values(length: number, seed: number): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length }, () => rng.int(-20, 85) / 64);
}

function same(
  src: Float32Array,
  make: (out: Float32Array) => boolean,
  plain: (out: Float32Array) => void,
  tolerance = 0,
): void {
  const [got, want] = [new Float32Array(src.length), new Float32Array(src.length)];
  soil("floats");
  assert.ok(make(got));
  plain(want);
  within(got, want, tolerance);
}

describe("SIMD floats have the values of the plain loops", { skip }, () => {
  const number = fc.double({ min: -2, max: 2, noNaN: true });

  law("affine maps of one channel and three", [pixels, fc.nat(), number], (n, seed, f) => {
    const src = values(3 * n, seed);
    const maps = [{ scale: f }, { low: 0.5, scale: 2 }, { low: f, scale: 1.25, add: 0.3 }];
    for (const some of [maps.slice(0, 1), maps.slice(2), maps])
      same(
        src,
        (out) => affineSimd(out, src, some),
        (out) => plainAffineInto(out, src, some),
        1e-6,
      );
    assert.equal(affineSimd(src, src, maps.slice(1)), false);
  });

  law("NaN stays NaN, infinity is cut", [fc.nat(30)], (at) => {
    const src = values(31, 1);
    src[at] = Number.NaN;
    src[(at + 1) % 31] = Infinity;
    const out = new Float32Array(31);
    affineSimd(out, src, [{ scale: 1 }]);
    assert.ok(Number.isNaN(out[at]));
    assert.equal(out[(at + 1) % 31], 1);
  });

  law("solarize and posterize", [pixels, fc.nat(), number, fc.nat(8)], (n, seed, f, bits) => {
    const src = values(n, seed);
    for (const from of [f, 0.5, -Infinity])
      same(
        src,
        (out) => solarizeSimd(out, src, from),
        (out) => plainSolarizeInto(out, src, from),
      );
    const levels = 2 ** bits;
    same(
      src,
      (out) => posterizeSimd(out, src, levels),
      (out) => plainPosterizeInto(out, src, levels),
    );
  });

  const edge = fc.integer({ min: 3, max: 40 });
  law("sharpening", [edge, edge, fc.constantFrom(1, 3), fc.nat(), number], (h, w, c, seed, f) => {
    const src = values(h * w * c, seed);
    const [got, want] = [new Float32Array(src.length), new Float32Array(src.length)];
    soil("floats");
    assert.ok(sharpenFloatsSimd(got, src, w * c, c, f));
    plainSharpenFloatsInto(want, src, w * c, c, f);
    for (let y = 1; y < h - 1; y++) {
      const inner = [(y * w + 1) * c, (y * w + w - 1) * c] as const;
      within(got.subarray(...inner), want.subarray(...inner), 2e-6);
    }
  });

  law("ranges of one channel and three", [pixels, fc.nat()], (n, seed) => {
    const src = values(3 * n, seed);
    for (const channels of [1, 3]) {
      soil("floats");
      assert.deepEqual(rangesSimd(src, channels), plainRanges(src, channels));
    }
    assert.equal(rangesSimd(src, 2), undefined);
  });
});
