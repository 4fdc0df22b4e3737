import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Image } from "../../src/sample/index.ts";
import { images } from "../../src/testing/index.ts";

// Seeded, so that a failure repeats; fast-check prints the smallest counter-example.
const runs = { seed: 20240229, numRuns: 200 };

export const edge = fc.integer({ min: 1, max: 33 });

/** A picture of one of the patterns, in bytes or floats. */
export const picture = (kinds: readonly ("bytes" | "floats")[] = ["bytes", "floats"]) =>
  images({ kinds });

export const smooth = fc.constantFrom("box", "bilinear", "hamming", "bicubic", "lanczos");
export const sides = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5));

export function equal(a: Image, b: Image): void {
  assert.deepEqual(a.size, b.size);
  assert.deepEqual(a.data, b.data);
}

export function within(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  assert.equal(a.length, b.length);
  for (let i = 0; i < a.length; i++)
    assert.ok(Math.abs(a[i]! - b[i]!) <= tolerance, `at ${i}: ${a[i]} and ${b[i]}`);
}

export function check<T extends unknown[]>(
  law: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
): void {
  const all = fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>;
  test(law, () =>
    fc.assert(
      fc.property(all, (values) => holds(...values)),
      runs,
    ),
  );
}

/** A rectangle inside `[height, width]`, from four numbers in [0, 1). */
export function inside(
  [height, width]: readonly [number, number],
  [a, b, c, d]: readonly number[],
) {
  const top = Math.floor(a! * height);
  const left = Math.floor(b! * width);
  const tall = 1 + Math.floor(c! * (height - top));
  const wide = 1 + Math.floor(d! * (width - left));
  return { top, left, height: tall, width: wide };
}
export const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
export const units = fc.tuple(unit, unit, unit, unit);
