import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { blurFloats, gaussianWeights } from "../../../src/transforms/kernels/gaussian.ts";
import { check, within } from "../pictures.ts";
import { floatNoise } from "../samples.ts";

const size = fc.integer({ min: 0, max: 6 }).map((reach) => 2 * reach + 1);
const edge = fc.integer({ min: 1, max: 15 });
const channels = fc.constantFrom(1 as const, 3 as const, 4 as const);

describe("gaussianWeights", () => {
  test("are exp(-d^2 / (2 sigma^2)), normalised", () => {
    const [w1, w0, w2] = gaussianWeights(3, 0.8) as unknown as [number, number, number];
    assert.ok(Math.abs(w1 / w0 - Math.exp(-1 / (2 * 0.64))) < 1e-15);
    assert.equal(w1, w2);
    assert.ok(Math.abs(w0 + w1 + w2 - 1) < 1e-15);
  });

  test("of a tiny sigma leave the middle alone, those of a huge one are equal", () => {
    assert.deepEqual([...gaussianWeights(5, 1e-300)], [0, 0, 1, 0, 0]);
    within(gaussianWeights(5, 1e9), [0.2, 0.2, 0.2, 0.2, 0.2], 1e-15);
  });
});

describe("blurFloats", () => {
  check("equals the sum over the whole window", [edge, edge, channels, size, size], (...given) => {
    const [height, width, c, tall, wide] = given;
    const { data } = floatNoise(height, width, c, height * width);
    const [down, across] = [gaussianWeights(tall, 1.1), gaussianWeights(wide, 2.3)];
    const got = blurFloats(data as Float32Array, { height, width, channels: c }, down, across);
    within(got, summed(data, height, width, c, down, across), 1e-6);
  });

  test("mirrors the edge without the edge pixel", () => {
    const half = Float64Array.of(0.5, 0, 0.5);
    const row = Float32Array.of(1, 2, 4);
    const only = Float64Array.of(1);
    const across = blurFloats(row, { height: 1, width: 3, channels: 1 }, only, half);
    assert.deepEqual([...across], [2, 2.5, 2]);
    const down = blurFloats(row, { height: 3, width: 1, channels: 1 }, half, only);
    assert.deepEqual([...down], [2, 2.5, 2]);
  });
});

function summed(
  data: ArrayLike<number>,
  height: number,
  width: number,
  channels: number,
  down: Float64Array,
  across: Float64Array,
): number[] {
  const mirror = (at: number, length: number): number => {
    if (length === 1) return 0;
    if (at < 0) return mirror(-at, length);
    return at >= length ? mirror(2 * length - 2 - at, length) : at;
  };
  return Array.from({ length: data.length }, (_, i) => {
    const c = i % channels;
    const [y, x] = [Math.floor(i / channels / width), Math.floor(i / channels) % width];
    let sum = 0;
    for (const [j, weight] of down.entries()) {
      const row = mirror(y + j - (down.length - 1) / 2, height);
      for (const [k, side] of across.entries()) {
        const col = mirror(x + k - (across.length - 1) / 2, width);
        sum += weight * side * data[(row * width + col) * channels + c]!;
      }
    }
    return sum;
  });
}
