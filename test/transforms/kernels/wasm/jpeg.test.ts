import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { plain } from "../../../../src/transforms/kernels/jpeg.ts";
import { colorsSimd, graySimd } from "../../../../src/transforms/kernels/jpeg-simd.ts";
import { quantizationSteps } from "../../../../src/transforms/kernels/jpeg-tables.ts";
import { withSimd } from "../../../../src/transforms/kernels/simd.ts";
import { Rng } from "../../../../src/util/rng.ts";
import { law, soil } from "./blocks.ts";

const absent = withSimd("jpeg", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

const edge = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 50 }) },
  { weight: 1, arbitrary: fc.integer({ min: 51, max: 200 }) },
);
const quality = fc.integer({ min: 1, max: 100 });
const kind = fc.constantFrom("noise", "extremes", "steps", "white", "black");

// Extremes overflow first: blocks of 0 and 255, whole or value by value.
function picture(length: number, kind: string, seed: number): Uint8Array {
  const rng = new Rng(seed);
  const span = rng.int(1, 30);
  if (kind === "white" || kind === "black")
    return new Uint8Array(length).fill(kind === "white" ? 255 : 0);
  if (kind === "steps")
    return Uint8Array.from({ length }, (_, i) => (Math.floor(i / span) % 2) * 255);
  const of = kind === "noise" ? () => rng.int(0, 256) : () => 255 * rng.int(0, 2);
  return Uint8Array.from({ length }, of);
}

const stepsOf = (q: number) =>
  [quantizationSteps(q, "luma"), quantizationSteps(q, "chroma")] as const;

describe("SIMD JPEG gives the bytes of the plain loops", { skip }, () => {
  law("three channels", [edge, edge, quality, kind, fc.nat()], (h, w, q, pattern, seed) => {
    const [height, width] = [h, w + 4];
    const data = picture(3 * height * width, pattern, seed);
    const [luma, chroma] = stepsOf(q);
    soil("jpeg");
    const got = colorsSimd(data, width, height, luma, chroma);
    assert.deepEqual(got, plain({ data, width, height, channels: 3 }, luma, chroma));
  });

  law("one channel", [edge, edge, quality, kind, fc.nat()], (height, width, q, pattern, seed) => {
    const data = picture(height * width, pattern, seed);
    const [luma, chroma] = stepsOf(q);
    soil("jpeg");
    const got = graySimd(data, width, height, luma);
    assert.deepEqual(got, plain({ data, width, height, channels: 1 }, luma, chroma));
  });

  test("every pair of values as a block of two halves, at both ends of quality", () => {
    const [width, height] = [8 * 32, 8];
    for (const q of [1, 100]) {
      const [luma, chroma] = stepsOf(q);
      for (let a = 0; a < 256; a += 5) {
        // 32 blocks: a in the columns of the bits of their number, its complement in the others
        const data = Uint8Array.from({ length: width * height }, (_, i) => {
          const [x, block] = [i % 8, Math.floor((i % width) / 8)];
          return ((block * 8 + 1) >> x) & 1 ? a : 255 - a;
        });
        const got = graySimd(data, width, height, luma);
        assert.deepEqual(got, plain({ data, width, height, channels: 1 }, luma, chroma));
      }
    }
  });
});
