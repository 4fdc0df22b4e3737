import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { plain as normalizePlain } from "../../../../src/transforms/kernels/normalize.ts";
import { plain as planesPlain } from "../../../../src/transforms/kernels/planar.ts";
import {
  bytesToPlanesSimd,
  normalizeSimd,
} from "../../../../src/transforms/kernels/planar-simd.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

const absent = withSimd("planar", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const edge = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 300 }) },
);

function noise(length: number, seed: number): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length }, () => rng.uniform(-3, 3));
}

// What an earlier call left behind must not matter.
const soil = (name: string) =>
  withSimd(name, 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));

describe("SIMD planes have the bits of the plain loops", { skip }, () => {
  const channels = fc.constantFrom(1, 2, 3, 4);

  test("bytes through tables, as they are and mirrored", () => {
    const law = fc.property(
      edge,
      edge,
      channels,
      fc.nat(),
      fc.boolean(),
      (h, w, c, seed, mirror) => {
        const rng = new Rng(seed);
        const src = Uint8Array.from({ length: h * w * c }, () => rng.int(0, 256));
        const tables = noise(256 * c, seed);
        const mirrored = mirror ? w : undefined;
        soil("planar");
        const got = bytesToPlanesSimd(src, c, tables, mirrored);
        assert.deepEqual(got, planesPlain(src, c, tables, mirrored));
      },
    );
    fc.assert(law, { seed: 20240229, numRuns: 200 });
  });

  test("rows longer than a block, and pictures of many blocks", () => {
    for (const [h, w] of [
      [2, 9001],
      [1, 4096],
      [4097, 1],
      [130, 129],
    ] as const)
      for (const c of [1, 3])
        for (const mirrored of [undefined, w]) {
          const src = Uint8Array.from({ length: h * w * c }, (_, i) => (i * 31) % 251);
          const tables = noise(256 * c, 1);
          const got = bytesToPlanesSimd(src, c, tables, mirrored);
          assert.deepEqual(got, planesPlain(src, c, tables, mirrored));
        }
  });

  test("normalization, special values too", () => {
    const law = fc.property(edge, edge, channels, fc.nat(), (h, w, c, seed) => {
      const src = noise(2 * c * h * w, seed);
      src.set([Number.NaN, Infinity, -0, 1e-42].slice(0, src.length));
      const [mean, std] = [noise(c, seed + 1), noise(1, seed + 2)];
      soil("planar");
      const got = normalizeSimd(src, h * w, mean, std);
      assert.deepEqual(got, normalizePlain(src, h * w, mean, std));
    });
    fc.assert(law, { seed: 20240229, numRuns: 100 });
    const long = noise(3 * 9001, 4);
    const [mean, std] = [noise(3, 5), noise(3, 6)];
    assert.deepEqual(normalizeSimd(long, 9001, mean, std), normalizePlain(long, 9001, mean, std));
  });

  test("nothing at all", () => {
    assert.deepEqual(
      normalizeSimd(new Float32Array(), 0, noise(1, 1), noise(1, 2)),
      new Float32Array(),
    );
  });
});
