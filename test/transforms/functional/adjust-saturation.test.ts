import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { adjustSaturation, rgbToGrayscale } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("adjustSaturation", () => {
  testColorCalls(adjustSaturation);

  test("with 0 gives the grey picture in three channels", () => {
    const image = noise(7, 9);
    const gray = rgbToGrayscale(image, { numOutputChannels: 3 });
    assert.deepEqual(adjustSaturation(image, 0), gray);
  });

  test("leaves grey pictures alone", () => {
    for (const image of [noise(3, 4, 1), noise(3, 4, 2), floatNoise(3, 4, 1)])
      assert.equal(adjustSaturation(image, 3), image);
  });

  test("refuses negative factors", () => {
    assert.throws(() => adjustSaturation(noise(2, 2), -1), /saturationFactor to be a finite/);
  });
});
