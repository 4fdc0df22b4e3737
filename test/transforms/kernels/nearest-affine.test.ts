import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { AffineMatrix } from "../../../src/transforms/kernels/affine-matrix.ts";
import { nearestAffine } from "../../../src/transforms/kernels/nearest-affine.ts";
import { affinePlaces } from "../../../src/transforms/kernels/places.ts";
import { groundOf, warpNearest } from "../../../src/transforms/kernels/warp-bytes.ts";
import { check } from "../pictures.ts";
import { noise } from "../samples.ts";

function both(size: readonly [number, number], channels: 1 | 2 | 3 | 4, matrix: AffineMatrix) {
  const data = noise(...size, channels).data as Uint8Array;
  const src = { data, height: size[0], width: size[1], channels };
  const ground = { height: 9, width: 12, fill: Array<number>(channels).fill(77) };
  const plain = groundOf(ground);
  warpNearest(src, affinePlaces(matrix), plain, 12);
  return { fast: nearestAffine(src, matrix, ground), plain };
}

describe("nearestAffine", () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }));
  // Off the grid of 1 / 16 that edges lie on, and coarse enough for fixed point.
  const entry = fc.integer({ min: -48, max: 48 }).map((k) => k / 16);
  const offset = fc.integer({ min: -160, max: 240 }).map((k) => k / 16 + 1 / 128);
  const matrix = fc.tuple(entry, entry, offset, entry, entry, offset);

  check("equals the plain rule where nothing is rounded", [size, matrix], (size, matrix) => {
    for (const channels of [1, 3, 4] as const) {
      const { fast, plain } = both(size, channels, matrix);
      assert.deepEqual(fast, plain);
    }
  });

  test("takes far places, beyond fixed point, as they are", () => {
    for (const matrix of [
      [5000, 1, -9, 0.25, 1, 0],
      [-9000, 1, 7.5, 0, 1, 0.01],
    ] as const) {
      const { fast, plain } = both([5, 6], 3, matrix);
      assert.deepEqual(fast, plain);
    }
  });

  test("an axis of one place takes all or nothing", () => {
    assert.ok(both([5, 6], 1, [0, 1e-6, 2.5, 1e-6, 0, 3.5]).fast.every((v) => v !== 77));
    assert.ok(both([5, 6], 1, [0, 1e-6, 6.5, 1e-6, 0, 3.5]).fast.every((v) => v === 77));
  });
});
