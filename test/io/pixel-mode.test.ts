import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredPixels } from "../../src/io/decoder.ts";
import { toMode } from "../../src/io/pixel-mode.ts";

function pixels(
  kind: StoredPixels["kind"],
  channels: number,
  values: number[],
  hasAlpha = false,
): StoredPixels {
  const width = values.length / channels;
  return { data: Uint8Array.from(values), width, height: 1, channels, kind, hasAlpha };
}

test("each kind of stored pixels in each mode", () => {
  const cases = [
    { stored: pixels("gray", 1, [7, 9]), rgb: [7, 7, 7, 9, 9, 9], gray: [7, 9], unchanged: [7, 9] },
    {
      stored: pixels("gray", 2, [7, 1, 9, 2], true),
      rgb: [7, 7, 7, 9, 9, 9],
      gray: [7, 9],
      unchanged: [7, 1, 9, 2],
    },
    // The library hands 8-bit grey with alpha over as four channels.
    { stored: pixels("gray", 4, [7, 7, 7, 1], true), rgb: [7, 7, 7], gray: [7], unchanged: [7, 1] },
    { stored: pixels("rgb", 3, [1, 2, 3]), rgb: [1, 2, 3], gray: [2], unchanged: [1, 2, 3] },
    {
      stored: pixels("rgb", 4, [1, 2, 3, 0], true),
      rgb: [1, 2, 3],
      gray: [2],
      unchanged: [1, 2, 3, 0],
    },
    { stored: pixels("cmyk", 4, [0, 0, 255, 0]), rgb: [255, 255, 0], gray: [226], unchanged: null },
  ];
  for (const { stored, rgb, gray, unchanged } of cases) {
    assert.deepEqual([...toMode(stored, "rgb").data], rgb);
    assert.deepEqual([...toMode(stored, "gray").data], gray);
    assert.deepEqual([...toMode(stored, "unchanged").data], unchanged ?? rgb);
    const alpha = stored.hasAlpha ? stored.data.at(-1) : 255;
    assert.equal(toMode(stored, "rgba").data.at(-1), alpha);
    assert.deepEqual([...toMode(stored, "rgba").data.subarray(0, 3)], rgb.slice(0, 3));
  }
});

test("CMYK is ink taken from white, rounded, for every pair of ink and black", () => {
  for (let black = 0; black < 256; black++) {
    const values = Array.from({ length: 256 }, (_, ink) => [ink, 0, 255, black]).flat();
    const { data } = toMode(pixels("cmyk", 4, values), "rgb");
    const white = 255 - black;
    for (let ink = 0; ink < 256; ink++) {
      const expected = white - Math.round((ink * white) / 255);
      assert.deepEqual([...data.subarray(ink * 3, ink * 3 + 3)], [expected, white, 0]);
    }
  }
});

test("white stays white and grey stays grey as luma", () => {
  for (let value = 0; value < 256; value++)
    assert.equal(toMode(pixels("rgb", 3, [value, value, value]), "gray").data[0], value);
});
