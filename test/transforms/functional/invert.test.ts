import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { invert } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("invert", () => {
  testColorCalls(invert);

  test("twice gives the picture", () => {
    const image = noise(5, 7);
    assert.deepEqual(invert(invert(image)), image);
    assert.equal(invert(image).data[0], 255 - image.data[0]!);
  });

  test("refuses bytes with alpha", () => {
    assert.throws(() => invert(noise(2, 2, 2)), {
      message:
        "invert: expected 1 or 3 channels, got 2; " +
        "drop the alpha channel first: grayscaleToRgb gives 3 channels of bytes",
    });
  });
});
