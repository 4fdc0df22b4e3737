import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Channels, Image } from "../../src/sample/index.ts";
import { Rng } from "../../src/util/rng.ts";

// Seeded, so that a failure repeats; fast-check prints the smallest counter-example.
const runs = { seed: 20240229, numRuns: 200 };

export const edge = fc.integer({ min: 1, max: 33 });
const channels = fc.constantFrom<Channels>(1, 3, 4);
const pattern = fc.constantFrom("noise", "constant", "ramp", "checker", "dot");

/** A picture of one of the patterns, in bytes or floats. */
export const picture = (kinds: readonly ("bytes" | "floats")[] = ["bytes", "floats"]) =>
  fc
    .record({
      h: edge,
      w: edge,
      c: channels,
      pattern,
      seed: fc.nat(),
      kind: fc.constantFrom(...kinds),
    })
    .map(({ h, w, c, pattern, seed, kind }) => {
      const rng = new Rng(seed);
      const level = rng.int(0, 256);
      const dot = rng.int(0, h * w);
      const values = Float32Array.from({ length: h * w * c }, (_, i) => {
        const pixel = Math.floor(i / c);
        const [y, x] = [Math.floor(pixel / w), pixel % w];
        if (pattern === "noise") return rng.int(0, 256);
        if (pattern === "constant") return level;
        if (pattern === "ramp") return (x * 7 + y * 3) % 256;
        if (pattern === "checker") return (x + y) % 2 === 0 ? 255 : level;
        return pixel === dot ? 255 : 0;
      });
      const info = { height: h, width: w, channels: c };
      return kind === "bytes"
        ? new Image(Uint8Array.from(values), info)
        : new Image(
            values.map((v) => v / 255),
            info,
          );
    });

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
