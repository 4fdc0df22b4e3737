// AssemblyScript, see resample.ts beside this file. Greys, blends and hues of bytes.
//
// Blends are Pillow's: from + factor * (byte - from) in single precision, truncated and cut to 0..255.
// Loops over 12 to 16 bytes read and write past the end by less than 16: the caller leaves slack.

export { mapOne } from "./bytes";

// The greys of four RGB pixels in 12 bytes: (19595 r + 38470 g + 7471 b + 32768) >> 16, the weight of
// green in two halves of 19235, so that all fit in 16 bits with a sign.
// @ts-ignore: decorator
@inline
function greys(p: v128): v128 {
  const rg = i8x16.swizzle(p, i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1));
  const gb = i8x16.swizzle(p, i8x16(1, -1, 2, -1, 4, -1, 5, -1, 7, -1, 8, -1, 10, -1, 11, -1));
  const sum = i32x4.add(
    i32x4.dot_i16x8_s(rg, i16x8(19595, 19235, 19595, 19235, 19595, 19235, 19595, 19235)),
    i32x4.dot_i16x8_s(gb, i16x8(19235, 7471, 19235, 7471, 19235, 7471, 19235, 7471)),
  );
  return i32x4.shr_u(i32x4.add(sum, i32x4.splat(32768)), 16);
}

/** Grey bytes of RGB pixels. */
export function luma(dst: usize, src: usize, pixels: usize): void {
  for (const end = dst + pixels; dst < end; dst += 16, src += 48) {
    const a = i16x8.narrow_i32x4_s(greys(v128.load(src)), greys(v128.load(src, 12)));
    const b = i16x8.narrow_i32x4_s(greys(v128.load(src, 24)), greys(v128.load(src, 36)));
    v128.store(dst, i8x16.narrow_i16x8_u(a, b));
  }
}

/** Grey bytes of RGB pixels, each three times. */
export function lumaThrice(dst: usize, src: usize, pixels: usize): void {
  for (const end = dst + 3 * pixels; dst < end; dst += 12, src += 12) {
    const g = greys(v128.load(src));
    v128.store(dst, i8x16.swizzle(g, i8x16(0, 0, 0, 4, 4, 4, 8, 8, 8, 12, 12, 12, 12, 12, 12, 12)));
  }
}

/** The sum of the greys of RGB pixels; `pixels` is a multiple of 4. */
export function lumaSum(src: usize, pixels: usize): i32 {
  let sum = i32x4.splat(0);
  for (const end = src + 3 * pixels; src < end; src += 12)
    sum = i32x4.add(sum, greys(v128.load(src)));
  return (
    i32x4.extract_lane(sum, 0) +
    i32x4.extract_lane(sum, 1) +
    i32x4.extract_lane(sum, 2) +
    i32x4.extract_lane(sum, 3)
  );
}

// from + factor * difference, truncated, for four values.
// @ts-ignore: decorator
@inline
function blend(from: v128, difference: v128, factor: v128): v128 {
  const step = f32x4.mul(factor, f32x4.convert_i32x4_s(difference));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.convert_i32x4_s(from), step));
}

/** Blends of RGB pixels with their own greys. */
export function saturate(dst: usize, src: usize, pixels: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (const end = dst + 3 * pixels; dst < end; dst += 12, src += 12) {
    const p = v128.load(src);
    const g = greys(p);
    const p0 = i8x16.swizzle(p, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1));
    const p1 = i8x16.swizzle(p, i8x16(4, -1, -1, -1, 5, -1, -1, -1, 6, -1, -1, -1, 7, -1, -1, -1));
    const p2 = i8x16.swizzle(p, i8x16(8, -1, -1, -1, 9, -1, -1, -1, 10, -1, -1, -1, 11, -1, -1, -1));
    const g0 = v128.shuffle<i32>(g, g, 0, 0, 0, 1);
    const g1 = v128.shuffle<i32>(g, g, 1, 1, 2, 2);
    const g2 = v128.shuffle<i32>(g, g, 2, 3, 3, 3);
    const low = i16x8.narrow_i32x4_s(
      blend(g0, i32x4.sub(p0, g0), f),
      blend(g1, i32x4.sub(p1, g1), f),
    );
    const last = blend(g2, i32x4.sub(p2, g2), f);
    v128.store(dst, i8x16.narrow_i16x8_u(low, i16x8.narrow_i32x4_s(last, last)));
  }
}

// Eight sums of 3x3 bytes, the middle five times: round(sum / 13) = floor((sum + 6) / 13), and
// floor(n / 13) = (n * 5042) >> 16 for n <= 3321.
// @ts-ignore: decorator
@inline
function thirteenth(sum: v128): v128 {
  const n = i16x8.add(sum, i16x8.splat(6));
  const m = i16x8.splat(5042);
  return i16x8.narrow_i32x4_s(
    i32x4.shr_u(i32x4.extmul_low_i16x8_u(n, m), 16),
    i32x4.shr_u(i32x4.extmul_high_i16x8_u(n, m), 16),
  );
}

// @ts-ignore: decorator
@inline
function sharp(blur: v128, value: v128, factor: v128): v128 {
  const d = i16x8.sub(value, blur);
  return i16x8.narrow_i32x4_s(
    blend(i32x4.extend_low_i16x8_s(blur), i32x4.extend_low_i16x8_s(d), factor),
    blend(i32x4.extend_high_i16x8_s(blur), i32x4.extend_high_i16x8_s(d), factor),
  );
}

// Three rows' bytes one above the other, 8 at a time.
// @ts-ignore: decorator
@inline
function column(at: usize, stride: usize): v128 {
  return i16x8.add(
    i16x8.add(v128.load8x8_u(at - stride), v128.load8x8_u(at)),
    v128.load8x8_u(at + stride),
  );
}

/**
 * Blends of bytes with the mean of their neighbours, `c` bytes apart along a row; `src` is the first of
 * `rows` rows with one more above and below. The first and last `c` bytes of each row are copied.
 */
export function sharpen(dst: usize, src: usize, stride: usize, rows: i32, c: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let y = 0; y < rows; y++) {
    memory.copy(dst, src, c);
    for (let x = c; x < stride - c; x += 16) {
      const at = src + x;
      const low = i16x8.add(i16x8.add(column(at - c, stride), column(at, stride)), column(at + c, stride));
      const next = at + 8;
      const high = i16x8.add(
        i16x8.add(column(next - c, stride), column(next, stride)),
        column(next + c, stride),
      );
      const v0 = v128.load8x8_u(at);
      const v1 = v128.load8x8_u(next);
      const b0 = thirteenth(i16x8.add(low, i16x8.shl(v0, 2)));
      const b1 = thirteenth(i16x8.add(high, i16x8.shl(v1, 2)));
      v128.store(dst + x, i8x16.narrow_i16x8_u(sharp(b0, v0, f), sharp(b1, v1, f)));
    }
    memory.copy(dst + stride - c, src + stride - c, c);
    dst += stride;
    src += stride;
  }
}

// Two hues in bytes from base + a - b sixths of a turn, rounded to single precision where Pillow's C is.
// @ts-ignore: decorator
@inline
function hueOf(base: v128, a: v128, b: v128): v128 {
  const sixths = f64x2.sub(
    f64x2.add(f64x2.promote_low_f32x4(base), f64x2.promote_low_f32x4(a)),
    f64x2.promote_low_f32x4(b),
  );
  const h = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(sixths));
  const turn = f64x2.add(f64x2.div(h, f64x2.splat(6)), f64x2.splat(1));
  const part = f64x2.sub(turn, f64x2.floor(turn));
  const single = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(part));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(single, f64x2.splat(255)));
}

// @ts-ignore: decorator
@inline
function upper(x: v128): v128 {
  return v128.shuffle<i32>(x, x, 2, 3, 2, 3);
}

// @ts-ignore: decorator
@inline
function quotient(n: v128, d: v128): v128 {
  return f32x4.div(f32x4.convert_i32x4_s(n), f32x4.convert_i32x4_s(d));
}

// round(v * part / whole) for an odd whole, so that there are no ties; 2 v part + whole < 2^24.
// @ts-ignore: decorator
@inline
function scaled(v: v128, part: v128, whole: i32): v128 {
  const n = i32x4.add(i32x4.shl(i32x4.mul(v, part), 1), i32x4.splat(whole));
  return i32x4.trunc_sat_f32x4_s(quotient(n, i32x4.splat(2 * whole)));
}

// v, p and m of four pixels to the channels in which they stand in sextant 0 (or 6) to 5.
// @ts-ignore: decorator
@inline
function store12(dst: usize, i: v128, v: v128, p: v128, m: v128): void {
  const is1 = i32x4.eq(i, i32x4.splat(1));
  const is2 = i32x4.eq(i, i32x4.splat(2));
  const is3 = i32x4.eq(i, i32x4.splat(3));
  const is4 = i32x4.eq(i, i32x4.splat(4));
  const is5 = i32x4.eq(i, i32x4.splat(5));
  // r: v m p p m v, g: m v v m p p, b: p p m v v m
  const r = v128.bitselect(m, v128.bitselect(p, v, v128.or(is2, is3)), v128.or(is1, is4));
  const g = v128.bitselect(v, v128.bitselect(p, m, v128.or(is4, is5)), v128.or(is1, is2));
  const b = v128.bitselect(v, v128.bitselect(m, p, v128.or(is2, is5)), v128.or(is3, is4));
  const rg = i16x8.narrow_i32x4_s(r, g);
  const all = i8x16.narrow_i16x8_u(rg, i16x8.narrow_i32x4_s(b, b));
  v128.store(dst, i8x16.swizzle(all, i8x16(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 11, 11, 11, 11)));
}

/**
 * Turns the hue of RGB pixels by `shift` of 256 steps through Pillow's HSV in bytes, as ../hue-bytes.ts
 * says. The way back is in whole numbers: with hue h, 2 h = 85 i + j, the sextant is i and the place in
 * it j / 85; Pillow's roundings, in floats, fall on the same side of every half.
 */
export function shiftHue(dst: usize, src: usize, pixels: usize, shift: i32): void {
  for (const end = dst + 3 * pixels; dst < end; dst += 12, src += 12) {
    const pixel = v128.load(src);
    const r = i8x16.swizzle(pixel, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1));
    const g = i8x16.swizzle(pixel, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1));
    const b = i8x16.swizzle(pixel, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1));
    const v = i32x4.max_s(i32x4.max_s(r, g), b);
    const range = i32x4.sub(v, i32x4.min_s(i32x4.min_s(r, g), b));
    const red = i32x4.eq(r, v);
    const green = i32x4.eq(g, v);
    const fromR = i32x4.sub(v, r);
    const fromG = i32x4.sub(v, g);
    const fromB = i32x4.sub(v, b);
    const plus = v128.bitselect(fromB, v128.bitselect(fromR, fromG, green), red);
    const minus = v128.bitselect(fromG, v128.bitselect(fromB, fromR, green), red);
    const x = quotient(plus, range);
    const y = quotient(minus, range);
    const base = v128.andnot(v128.bitselect(f32x4.splat(2), f32x4.splat(4), green), red);
    const low = hueOf(base, x, y);
    const high = hueOf(upper(base), upper(x), upper(y));
    const h = i32x4.add(v128.shuffle<i32>(low, high, 0, 1, 4, 5), i32x4.splat(shift));
    const h2 = i32x4.shl(v128.and(h, i32x4.splat(255)), 1);
    // floor(n / 85) = (n * 772) >> 16 for n <= 510
    const i = i32x4.shr_u(i32x4.mul(h2, i32x4.splat(772)), 16);
    const j = i32x4.sub(h2, i32x4.mul(i, i32x4.splat(85)));
    const isOdd = i32x4.eq(v128.and(i, i32x4.splat(1)), i32x4.splat(1));
    const k = v128.bitselect(j, i32x4.sub(i32x4.splat(85), j), isOdd);
    const s = i32x4.trunc_sat_f32x4_s(quotient(i32x4.mul(range, i32x4.splat(255)), v));
    const p = scaled(v, i32x4.sub(i32x4.splat(255), s), 255);
    const m = scaled(v, i32x4.sub(i32x4.splat(21675), i32x4.mul(s, k)), 21675);
    store12(dst, i, v, p, m);
  }
}
