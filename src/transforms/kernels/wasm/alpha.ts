// AssemblyScript, see resample.ts beside this file. RGBA bytes, in place; up to 12 bytes too many.

// Each colour times its pixel's alpha by Pillow's whole-number rule for x * a / 255, which gives alpha
// itself for alpha times 255. Eight 16-bit values are two pixels; the products fit without a sign.
// @ts-ignore: decorator
@inline
function weigh(p: v128): v128 {
  const alpha = i8x16.swizzle(p, i8x16(6, 7, 6, 7, 6, 7, -1, -1, 14, 15, 14, 15, 14, 15, -1, -1));
  const factor = v128.or(alpha, i16x8(0, 0, 0, 255, 0, 0, 0, 255));
  const product = i16x8.add(i16x8.mul(p, factor), i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(i16x8.shr_u(product, 8), product), 8);
}

/** Colours times alpha. */
export function premultiply(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) {
    const p = v128.load(at);
    const low = weigh(i16x8.extend_low_i8x16_u(p));
    v128.store(at, i8x16.narrow_i16x8_u(low, weigh(i16x8.extend_high_i8x16_u(p))));
  }
}

/**
 * Colours by alpha, `min(255, floor(255 c / a))`, as they are where alpha is 0. The quotient of whole
 * numbers below 2^16 in float32 is never rounded up to a whole number.
 */
export function unpremultiply(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 4) {
    const pixel = load<u32>(at);
    const alpha = pixel >> 24;
    if (alpha == 0 || alpha == 255) continue;
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel)));
    const times255 = i32x4.sub(i32x4.shl(wide, 8), wide);
    const ratio = f32x4.div(f32x4.convert_i32x4_s(times255), f32x4.splat(<f32>alpha));
    const whole = i32x4.trunc_sat_f32x4_s(ratio);
    const half = i16x8.narrow_i32x4_s(whole, whole);
    const bytes4 = i32x4.extract_lane(i8x16.narrow_i16x8_u(half, half), 0);
    store<u32>(at, (bytes4 & 0xffffff) | (alpha << 24));
  }
}
