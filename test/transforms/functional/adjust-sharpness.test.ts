import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { adjustSharpness } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("adjustSharpness", () => {
  testColorCalls(adjustSharpness);

  test("weighs the middle with 5 of 13, its neighbours with 1", () => {
    const data = Uint8Array.of(0, 0, 0, 0, 130, 0, 0, 0, 0);
    const image = new Image(data, { width: 3, height: 3, channels: 1 });
    assert.equal(adjustSharpness(image, 0).data[4], 50);
    assert.equal(adjustSharpness(image, 2).data[4], 210);
    assert.equal(adjustSharpness(image, 9).data[4], 255);
  });

  test("leaves the border, and pictures that are nothing but border", () => {
    const image = noise(4, 5);
    const sharp = adjustSharpness(image, 3);
    assert.deepEqual(sharp.data.subarray(0, 18), image.data.subarray(0, 18));
    for (const small of [noise(2, 9), noise(9, 2), floatNoise(1, 1)])
      assert.equal(adjustSharpness(small, 3), small);
  });

  test("refuses negative factors and floats with alpha, however small", () => {
    assert.throws(() => adjustSharpness(noise(4, 4), -2), /sharpnessFactor to be a finite number/);
    assert.throws(() => adjustSharpness(floatNoise(1, 1, 4), 2), /expected 1 or 3 channels, got 4/);
  });
});
