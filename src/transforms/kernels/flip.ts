import { allocateLike, type Pixels } from "./gather.ts";

/** Rows of `width` pixels of `channels` values, each row in the reverse order of pixels. */
export function flipRows<T extends Pixels>(src: T, width: number, channels: number): T {
  const out = allocateLike(src, src.length);
  const stride = width * channels;
  for (let row = 0; row < src.length; row += stride) {
    for (let x = 0, s = row, o = row + stride - channels; x < width; x++, s += channels) {
      for (let c = 0; c < channels; c++) out[o + c] = src[s + c]!;
      o -= channels;
    }
  }
  return out;
}
