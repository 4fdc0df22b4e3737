import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { plainPixels, plainPlanar } from "../../../../src/transforms/kernels/planar.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { unweaveSimd, weaveSimd } from "../../../../src/transforms/kernels/weave-simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

const absent = withSimd("weave", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

function values(length: number, floats: boolean, seed: number): Uint8Array | Float32Array {
  const rng = new Rng(seed);
  if (floats) return Float32Array.from({ length }, () => rng.uniform(-9, 9));
  return Uint8Array.from({ length }, () => rng.int(0, 256));
}

// What an earlier call left behind must not matter.
function soil(): void {
  withSimd("weave", 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));
}

describe("SIMD weaving gives the values of the plain loops", { skip }, () => {
  const length = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 70 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4000, max: 9000 }) },
  );
  const channels = fc.constantFrom(2, 3, 4);

  test("planes to pixels, pixels to planes, bytes and floats", () => {
    const law = fc.property(length, channels, fc.boolean(), fc.nat(), (n, c, floats, seed) => {
      const src = values(n * c, floats, seed);
      soil();
      assert.deepEqual(weaveSimd(src, c), plainPixels(src, c));
      assert.deepEqual(unweaveSimd(src, c), plainPlanar(src, c));
    });
    fc.assert(law, { seed: 20240229, numRuns: 200 });
  });

  test("views into larger memory", () => {
    for (const floats of [false, true]) {
      const all = values(3 * 500 + 7, floats, 1);
      const view = all.subarray(5, 5 + 3 * 500);
      assert.deepEqual(weaveSimd(view, 3), plainPixels(view, 3));
      assert.deepEqual(unweaveSimd(view, 3), plainPlanar(view, 3));
    }
  });
});
