import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { autocontrast } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("autocontrast", () => {
  testColorCalls(autocontrast);

  test("spreads each channel by itself and leaves flat ones", () => {
    const data = Uint8Array.of(10, 7, 0, 20, 7, 255, 30, 7, 128);
    const image = new Image(data, { width: 3, height: 1, channels: 3 });
    assert.deepEqual([...autocontrast(image).data], [0, 7, 0, 127, 7, 255, 255, 7, 128]);
  });

  test("reaches 0 and 1 in floats", () => {
    const { data } = autocontrast(floatNoise(6, 7, 1));
    assert.equal(Math.min(...data), 0);
    assert.equal(Math.max(...data), 1);
  });

  test("refuses alpha, in bytes and floats", () => {
    for (const image of [noise(2, 2, 4), noise(2, 2, 2), floatNoise(2, 2, 4)])
      assert.throws(() => autocontrast(image), /autocontrast: expected 1 or 3 channels/);
  });
});
