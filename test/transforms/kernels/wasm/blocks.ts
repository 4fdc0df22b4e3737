import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";

/** Noise that reaches up to some byte. */
export function noise(length: number, seed: number): Uint8Array {
  const rng = new Rng(seed);
  const top = rng.int(1, 257);
  return Uint8Array.from({ length }, () => rng.int(0, top));
}

/** Few pixels, or a few more than a block of 8192. */
export const pixels = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 8150, max: 16_500 }) },
);
export const byte = fc.nat(255);

/** Fills the memory of a module: what an earlier call left behind must not matter. */
export const soil = (name: string) =>
  withSimd(name, 0, ({ memory }) => new Uint8Array(memory.buffer).fill(0xa5));

/** Holds what the kernels of a module make to the plain loops. */
export function same(
  name: string,
  make: (out: Uint8Array) => boolean,
  plain: (out: Uint8Array) => void,
  length: number,
): void {
  const [got, want] = [new Uint8Array(length), new Uint8Array(length)];
  soil(name);
  assert.ok(make(got));
  plain(want);
  assert.deepEqual(got, want);
}

/** A property over arbitraries, seeded. */
export function law<T extends unknown[]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
): void {
  const all = fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>;
  const runs = { seed: 20240229, numRuns: 150 };
  test(name, () =>
    fc.assert(
      fc.property(all, (values) => holds(...values)),
      runs,
    ),
  );
}
