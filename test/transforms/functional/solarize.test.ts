import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { invert, solarize } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("solarize", () => {
  testColorCalls(solarize);

  test("inverts from the threshold on, itself included", () => {
    const image = new Image(Uint8Array.of(99, 100, 255), { width: 3, height: 1, channels: 1 });
    assert.deepEqual([...solarize(image, 100).data], [99, 155, 0]);
    assert.deepEqual(solarize(image, 0), invert(image));
  });

  test("refuses thresholds beyond the largest value, and bytes with alpha", () => {
    assert.throws(() => solarize(noise(2, 2), 256), /threshold to be a finite number.*got 256/);
    assert.throws(
      () => solarize(floatNoise(2, 2), 1.1),
      /threshold to be a finite number.*got 1.1/,
    );
    assert.throws(() => solarize(noise(2, 2, 4), 1), /solarize: expected 1 or 3 channels/);
  });
});
