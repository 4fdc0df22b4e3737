import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { type Channels, Image } from "../../../src/sample/index.ts";
import { jpeg } from "../../../src/transforms/functional/index.ts";
import { golden } from "../golden.ts";
import { floatNoise, noise } from "../samples.ts";

type Row = [string, number, number, Channels, number, number, string];
const { patterns } = golden<{ patterns: readonly Row[] }>("jpeg");

describe("jpeg", () => {
  for (const [kind, height, width, channels, seed, quality, want] of patterns) {
    test(`${kind} ${height} x ${width} x ${channels} at ${quality} equals Pillow's`, () => {
      const image = pattern(kind, height, width, channels, seed);
      const { data } = jpeg(image, quality);
      assert.equal(createHash("sha256").update(data).digest("hex"), want);
    });
  }

  test("keeps flat greys at any quality", () => {
    // 128 is the middle: no frequency at all, not even the lowest
    const flat = new Image(new Uint8Array(300).fill(128), { width: 10, height: 10, channels: 3 });
    for (const quality of [1, 50, 100]) assert.deepEqual(jpeg(flat, quality).data, flat.data);
  });

  test("leaves less the lower the quality", () => {
    const image = pattern("ramp", 40, 40, 1, 3);
    const errors = [100, 60, 20, 5].map((quality) => {
      let sum = 0;
      for (const [i, value] of jpeg(image, quality).data.entries())
        sum += Math.abs(value - image.data[i]!);
      return sum;
    });
    assert.deepEqual(
      errors,
      errors.toSorted((a, b) => a - b),
    );
  });

  test("refuses floats, alpha, and qualities out of range", () => {
    assert.throws(() => jpeg(floatNoise(3, 3), 50), /jpeg: expected pixels as bytes, got "floats"/);
    assert.throws(() => jpeg(noise(3, 3, 4), 50), /jpeg: expected 1 or 3 channels, got 4/);
    assert.throws(() => jpeg(noise(3, 3), 101), /quality to be a whole number in \[1, 100\]/);
    assert.throws(() => jpeg(noise(3, 3), 7.5), /got 7.5/);
  });
});

function pattern(kind: string, height: number, width: number, channels: Channels, seed: number) {
  if (kind === "noise") return noise(height, width, channels, seed);
  const data = Uint8Array.from({ length: height * width * channels }, (_, i) => {
    const c = i % channels;
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / channels / width);
    if (kind === "ramp") return x * (1 + (seed % 7)) + y * (1 + (seed % 5)) + 40 * c + seed;
    const checks = Math.floor(x / (1 + (seed % 9))) + Math.floor(y / (1 + (seed % 4))) + c;
    return (checks % 2) * 255;
  });
  return new Image(data, { height, width, channels });
}
