// AssemblyScript, see resample.ts beside this file. Pixels of 1 to 4 bytes to vectors and back, for the
// modules that import it; it exports nothing that JavaScript can call.

// Adding 3 * 2^51 to a whole number leaves it in the low bits, negative ones in two's complement.
export const WHOLE: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
export function put(channels: i32, dst: usize, pixel: u32): void {
  if (channels == 4) store<u32>(dst, pixel);
  else if (channels == 1) store<u8>(dst, pixel);
  else {
    store<u16>(dst, pixel);
    if (channels == 3) store<u8>(dst, pixel >> 16, 2);
  }
}

// The bytes of a pixel as four whole numbers.
// @ts-ignore: decorator
@inline
export function pixel(src: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(src)));
}

// @ts-ignore: decorator
@inline
export function low(v: v128): v128 {
  return f64x2.convert_low_i32x4_s(v);
}

// @ts-ignore: decorator
@inline
export function high(v: v128): v128 {
  return f64x2.convert_low_i32x4_s(v128.shuffle<i32>(v, v, 2, 3, 2, 3));
}

// Fractions of values in [0, 256) cut off: four bytes.
// @ts-ignore: decorator
@inline
export function bytes(lo: v128, hi: v128): u32 {
  const a = f64x2.add(f64x2.floor(lo), f64x2.splat(WHOLE));
  const b = f64x2.add(f64x2.floor(hi), f64x2.splat(WHOLE));
  return i32x4.extract_lane(v128.shuffle<u8>(a, b, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24), 0);
}

// @ts-ignore: decorator
@inline
export function cut(v: v128): v128 {
  return f64x2.pmin(f64x2.splat(255), f64x2.pmax(f64x2.splat(0), v));
}

// Pixel k of the row that starts with these bytes, as four whole numbers.
// @ts-ignore: decorator
@inline
export function spread(channels: i32, k: i32, row: v128): v128 {
  if (channels == 4) {
    if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1));
    if (k == 1) return i8x16.swizzle(row, i8x16(4, -1, -1, -1, 5, -1, -1, -1, 6, -1, -1, -1, 7, -1, -1, -1));
    if (k == 2) return i8x16.swizzle(row, i8x16(8, -1, -1, -1, 9, -1, -1, -1, 10, -1, -1, -1, 11, -1, -1, -1));
    return i8x16.swizzle(row, i8x16(12, -1, -1, -1, 13, -1, -1, -1, 14, -1, -1, -1, 15, -1, -1, -1));
  }
  if (channels == 3) {
    if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, -1, -1, -1, -1));
    if (k == 1) return i8x16.swizzle(row, i8x16(3, -1, -1, -1, 4, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1));
    if (k == 2) return i8x16.swizzle(row, i8x16(6, -1, -1, -1, 7, -1, -1, -1, 8, -1, -1, -1, -1, -1, -1, -1));
    return i8x16.swizzle(row, i8x16(9, -1, -1, -1, 10, -1, -1, -1, 11, -1, -1, -1, -1, -1, -1, -1));
  }
  if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  if (k == 1) return i8x16.swizzle(row, i8x16(2, -1, -1, -1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  if (k == 2) return i8x16.swizzle(row, i8x16(4, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  return i8x16.swizzle(row, i8x16(6, -1, -1, -1, 7, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
}

// @ts-ignore: decorator
@inline
export function mix(a: v128, step: v128, d: v128): v128 {
  return f64x2.add(a, f64x2.mul(step, d));
}

// @ts-ignore: decorator
@inline
export function clip(at: i32, size: i32): i32 {
  return at < 0 ? 0 : at < size ? at : size - 1;
}
