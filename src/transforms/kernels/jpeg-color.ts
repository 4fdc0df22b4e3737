import type { BlockPlane } from "./jpeg-blocks.ts";

// JFIF's colours in 16 fraction bits: Y = 0.299 R + 0.587 G + 0.114 B, Cb = (B - Y) / 1.772 + 128,
// Cr = (R - Y) / 1.402 + 128; halves are rounded up in Y and down in Cb and Cr, as libjpeg does.
const half = 1 << 15;
const centre = (128 << 16) + half - 1;

/** A plane for `width` x `height` values whose edges are rounded up to multiples of `unit`. */
export function planeFor(width: number, height: number, unit: number): BlockPlane {
  const wide = Math.ceil(width / unit) * unit;
  const tall = Math.ceil(height / unit) * unit;
  return { data: new Uint8Array(wide * tall), width: wide, height: tall };
}

/** RGB pixels to three planes; what lies outside the picture is left 0. */
export function splitColors(
  rgb: Uint8Array,
  width: number,
  height: number,
  [luma, blue, red]: readonly [BlockPlane, BlockPlane, BlockPlane],
): void {
  for (let y = 0, s = 0; y < height; y++) {
    let o = y * luma.width;
    let p = y * blue.width;
    for (let x = 0; x < width; x++, s += 3, o++, p++) {
      const r = rgb[s]!;
      const g = rgb[s + 1]!;
      const b = rgb[s + 2]!;
      luma.data[o] = (19595 * r + 38470 * g + 7471 * b + half) >> 16;
      blue.data[p] = (-11059 * r - 21709 * g + 32768 * b + centre) >> 16;
      red.data[p] = (32768 * r - 27439 * g - 5329 * b + centre) >> 16;
    }
  }
}

/** Three planes to RGB pixels, the first `width` x `height` values of each. */
export function joinColors(
  [luma, blue, red]: readonly [BlockPlane, BlockPlane, BlockPlane],
  width: number,
  height: number,
): Uint8Array {
  const out = new Uint8ClampedArray(3 * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    let s = y * luma.width;
    let p = y * blue.width;
    for (let x = 0; x < width; x++, o += 3, s++, p++) {
      const light = luma.data[s]!;
      const cb = blue.data[p]! - 128;
      const cr = red.data[p]! - 128;
      out[o] = light + ((91881 * cr + half) >> 16);
      out[o + 1] = light + ((half - 22554 * cb - 46802 * cr) >> 16);
      out[o + 2] = light + ((116130 * cb + half) >> 16);
    }
  }
  return new Uint8Array(out.buffer);
}
