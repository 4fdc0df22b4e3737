import { allocateLike, type Pixels } from "./gather.ts";
import { mirrorRowsSimd } from "./move-simd.ts";

/** Rows of `width` pixels of `channels` values, each row in the reverse order of pixels. */
export function flipRows<T extends Pixels>(src: T, width: number, channels: number): T {
  return mirrorRowsSimd(src, width, channels) ?? plainFlipRows(src, width, channels);
}

/** `flipRows` without SIMD. */
export function plainFlipRows<T extends Pixels>(src: T, width: number, channels: number): T {
  const out = allocateLike(src, src.length);
  const stride = width * channels;
  if (channels === 3) flipRowsOf3(out, src, stride);
  else
    for (let row = 0; row < src.length; row += stride)
      for (let s = row, o = row + stride - channels; s < row + stride; s += channels, o -= channels)
        for (let c = 0; c < channels; c++) out[o + c] = src[s + c]!;
  return out;
}

function flipRowsOf3(out: Pixels, src: Pixels, stride: number): void {
  for (let row = 0; row < src.length; row += stride) {
    for (let s = row, o = row + stride - 3; s < row + stride; s += 3, o -= 3) {
      out[o] = src[s]!;
      out[o + 1] = src[s + 1]!;
      out[o + 2] = src[s + 2]!;
    }
  }
}

/** Planes of `height` rows of `stride` values, each plane's rows in the reverse order. */
export function upend<T extends Pixels>(src: T, height: number, stride: number): T {
  const out = allocateLike(src, src.length);
  const plane = height * stride;
  for (let top = 0; top < src.length; top += plane)
    for (let s = top, o = top + plane - stride; s < top + plane; s += stride, o -= stride)
      out.set(src.subarray(s, s + stride) as never, o);
  return out;
}
