import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { adjustHue } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("adjustHue", () => {
  testColorCalls(adjustHue);

  test("by a third turns red to green to blue", () => {
    const red = new Image(Float32Array.of(1, 0, 0), { width: 1, height: 1, channels: 3 });
    const green = adjustHue(red, 1 / 3);
    const blue = adjustHue(red, -1 / 3);
    for (const [image, want] of [
      [green, [0, 1, 0]],
      [blue, [0, 0, 1]],
    ] as const)
      for (const [c, value] of want.entries()) assert.ok(Math.abs(image.data[c]! - value) < 1e-6);
  });

  test("wraps the same way for half a turn either way in floats", () => {
    const image = floatNoise(5, 6);
    const [there, back] = [adjustHue(image, 0.5), adjustHue(image, -0.5)];
    for (const [i, value] of there.data.entries())
      assert.ok(Math.abs(value - back.data[i]!) < 1e-6);
  });

  test("leaves grey alone, but makes grey with alpha opaque, as Pillow", () => {
    const gray = noise(3, 4, 1);
    assert.equal(adjustHue(gray, 0.2), gray);
    const image = new Image(Uint8Array.of(9, 0, 200, 77), { width: 2, height: 1, channels: 2 });
    assert.deepEqual([...adjustHue(image, 0.2).data], [9, 255, 200, 255]);
    assert.deepEqual([...image.data], [9, 0, 200, 77]);
  });

  test("refuses more than half a turn", () => {
    assert.throws(
      () => adjustHue(noise(2, 2), 0.51),
      /adjustHue: expected hueFactor to be a finite number in \[-0.5, 0.5\], got 0.51/,
    );
  });
});
