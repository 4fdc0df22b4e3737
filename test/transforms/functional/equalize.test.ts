import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../../src/sample/index.ts";
import { equalize } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { noise } from "../samples.ts";

describe("equalize", () => {
  testColorCalls(equalize);

  test("leaves pictures with too few pixels below the largest value", () => {
    const image = noise(3, 4);
    assert.deepEqual(equalize(image).data, image.data);
  });

  test("spreads two equally frequent values to the ends", () => {
    const data = Uint8Array.from({ length: 1020 }, (_, i) => (i % 2 === 0 ? 100 : 101));
    const out = equalize(new Image(data, { width: 1020, height: 1, channels: 1 }));
    assert.deepEqual([out.data[0], out.data[1]], [0, 255]);
  });

  test("rounds floats down to 256 levels even where nothing is spread", () => {
    const image = new Image(Float32Array.of(0.5, 1, 1.5, -1), { width: 4, height: 1, channels: 1 });
    const want = Float32Array.of(127 / 255, 1, 1, 0);
    assert.deepEqual(equalize(image).data, want);
  });

  test("refuses bytes with alpha", () => {
    assert.throws(
      () => equalize(noise(2, 2, 4)),
      /equalize: expected 1 or 3 channels, got 4; drop/,
    );
  });
});
