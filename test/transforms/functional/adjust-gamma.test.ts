import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { adjustGamma } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("adjustGamma", () => {
  testColorCalls(adjustGamma);

  test("cuts floats only where there is a gain", () => {
    const image = new Image(Float32Array.of(2, 0.5), { width: 2, height: 1, channels: 1 });
    assert.deepEqual([...adjustGamma(image, 2).data], [4, 0.25]);
    assert.deepEqual([...adjustGamma(image, 2, { gain: 2 }).data], [1, 0.5]);
  });

  test("keeps all bytes for gamma 1, cuts large gains", () => {
    const ramp = Uint8Array.from({ length: 256 }, (_, i) => i);
    const image = new Image(ramp, { width: 16, height: 16, channels: 1 });
    assert.deepEqual(adjustGamma(image, 1).data, ramp);
    assert.equal(adjustGamma(image, 1, { gain: 3 }).data[200], 255);
  });

  test("refuses a negative gamma", () => {
    assert.throws(() => adjustGamma(noise(2, 2), -1), /gamma to be a finite number >= 0, got -1/);
    assert.throws(() => adjustGamma(noise(2, 2), 1, { gain: Number.NaN }), /gain to be a finite/);
  });
});
