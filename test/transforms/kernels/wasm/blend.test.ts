import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { blendSimd } from "../../../../src/transforms/kernels/blend-simd.ts";
import { plain } from "../../../../src/transforms/kernels/mix-previous.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { law, soil } from "./blocks.ts";

const absent = withSimd("blend", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

function same(count: number, length: number, share: number): void {
  const rng = new Rng(length);
  const src = Float32Array.from({ length: count * length }, () => rng.uniform(-3, 3));
  soil("blend");
  assert.deepEqual(blendSimd(src, count, share), plain(src, count, share));
}

describe("SIMD blends have the bits of the plain loops", { skip }, () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  law(
    "for any batch",
    [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 90 }), share],
    same,
  );

  test("in blocks", () => {
    for (const length of [8191, 8192, 8193, 20_000]) same(3, length, 0.3);
  });
});
