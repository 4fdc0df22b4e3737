// AssemblyScript, see resample.ts beside this file. Colours weighed by their alpha, for warp.ts.

import { pixel } from "./pixels";

/** Colours times alpha, in place, as ../premultiply.ts; `channels` 2 or 4, `end` may be passed by 7 bytes. */
export function weigh(channels: i32, at: usize, end: usize): void {
  for (; at < end; at += 8) {
    const v = i16x8.extend_low_i8x16_u(v128.load64_zero(at));
    const by = channels == 4 ? v128.shuffle<i16>(v, v, 3, 3, 3, 3, 7, 7, 7, 7) : v128.shuffle<i16>(v, v, 1, 1, 3, 3, 5, 5, 7, 7);
    // alpha times 255 is rounded to alpha
    const own = channels == 4 ? i16x8(0, 0, 0, -1, 0, 0, 0, -1) : i16x8(0, -1, 0, -1, 0, -1, 0, -1);
    const product = i16x8.add(i16x8.mul(v, v128.bitselect(i16x8.splat(255), by, own)), i16x8.splat(128));
    const rounded = i16x8.shr_u(i16x8.add(i16x8.shr_u(product, 8), product), 8);
    store<u64>(at, i64x2.extract_lane(i8x16.narrow_i16x8_u(rounded, rounded), 0));
  }
}

/** The way back, in place: 255 * c / a in single precision, which no whole quotient is near enough to trip. */
export function unweigh(channels: i32, at: usize, end: usize): void {
  for (; at < end; at += channels) {
    const alpha = <u32>load<u8>(at + channels - 1);
    if (alpha == 0 || alpha == 255) continue;
    if (channels == 2) {
      const grey = (255 * <u32>load<u8>(at)) / alpha;
      store<u8>(at, grey > 255 ? 255 : grey);
      continue;
    }
    const colours = f32x4.mul(f32x4.convert_i32x4_s(pixel(at)), f32x4.splat(255));
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.div(colours, f32x4.splat(<f32>alpha)));
    const words = i16x8.narrow_i32x4_s(whole, whole);
    const bytes = i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
    store<u32>(at, (bytes & 0xffffff) | (alpha << 24));
  }
}
