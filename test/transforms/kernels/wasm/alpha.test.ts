import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { alphaSimd } from "../../../../src/transforms/kernels/alpha-simd.ts";
import {
  plainPremultiply,
  plainUnpremultiplyInto,
} from "../../../../src/transforms/kernels/premultiply.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";

const absent = withSimd("alpha", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

// Every pair of a colour and an alpha, in each colour's place, and lengths that fill no block.
function pairs(): Uint8Array {
  const out = new Uint8Array(4 * 65_536);
  for (let i = 0; i < 65_536; i++) {
    const [colour, alpha] = [i & 255, i >> 8];
    out.set([colour, 255 - colour, (colour * 7) & 255, alpha], 4 * i);
  }
  return out;
}

describe("SIMD alpha gives the bytes of the plain loops", { skip }, () => {
  for (const pixels of [65_536, 9, 3, 1, 0])
    test(`${pixels} pixels`, () => {
      const src = pairs().subarray(0, 4 * pixels);
      assert.deepEqual(alphaSimd(src, "premultiply"), plainPremultiply(src, 4));
      const want = src.slice();
      plainUnpremultiplyInto(want, 4);
      assert.deepEqual(alphaSimd(src, "unpremultiply"), want);
    });
});
