import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { grayscaleToRgb } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("grayscaleToRgb", () => {
  testColorCalls(grayscaleToRgb);

  test("repeats grey and drops the alpha of bytes", () => {
    const gray = new Image(Uint8Array.of(7, 200), { width: 1, height: 1, channels: 2 });
    assert.deepEqual([...grayscaleToRgb(gray).data], [7, 7, 7]);
    const rgba = new Image(Uint8Array.of(1, 2, 3, 4), { width: 1, height: 1, channels: 4 });
    assert.deepEqual([...grayscaleToRgb(rgba).data], [1, 2, 3]);
  });

  test("keeps pictures of three channels, and floats of more", () => {
    for (const image of [noise(2, 2), floatNoise(2, 2), floatNoise(2, 2, 4)])
      assert.equal(grayscaleToRgb(image), image);
  });

  test("refuses floats of grey and alpha", () => {
    assert.throws(() => grayscaleToRgb(floatNoise(2, 2, 2)), /expected 1 or 3 channels, got 2/);
  });
});
