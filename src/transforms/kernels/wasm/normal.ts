// AssemblyScript, see resample.ts beside this file. The normal numbers of src/util/normal-fill.ts, bit
// for bit, two at a time: there stand the formulas. Values are float32 numbers in double precision, so
// that a product that feeds a sum is not rounded before it; `r` rounds to float32.

// @ts-ignore: decorator
@inline
function r(value: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(value));
}

// a * b + c, rounded once
// @ts-ignore: decorator
@inline
function fused(a: v128, b: v128, c: v128): v128 {
  return r(f64x2.add(f64x2.mul(a, b), c));
}

// @ts-ignore: decorator
@inline
function all(value: f32): v128 {
  return f64x2.splat(value);
}

// x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln x = ln m + e ln 2
// @ts-ignore: decorator
@inline
function log(value: v128): v128 {
  const bits = f32x4.demote_f64x2_zero(value);
  const exponent = i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(126));
  const mantissa = v128.or(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(0x3f000000));
  const m = f64x2.promote_low_f32x4(mantissa);
  const small = f64x2.lt(m, all(0.70710678118654752));
  const e = f64x2.sub(f64x2.convert_low_i32x4_s(exponent), v128.and(small, f64x2.splat(1)));
  const x = f64x2.add(f64x2.sub(m, f64x2.splat(1)), v128.and(small, m)); // exact
  const z = r(f64x2.mul(x, x));
  let y = fused(all(7.0376836292e-2), x, all(-1.151461031e-1));
  y = fused(y, x, all(1.167699874e-1));
  y = fused(y, x, all(-1.2420140846e-1));
  y = fused(y, x, all(1.4249322787e-1));
  y = fused(y, x, all(-1.6668057665e-1));
  y = fused(y, x, all(2.0000714765e-1));
  y = fused(y, x, all(-2.4999993993e-1));
  y = fused(y, x, all(3.3333331174e-1));
  y = fused(r(f64x2.mul(y, x)), z, r(f64x2.mul(e, all(-2.1219444e-4))));
  const rest = r(f64x2.add(x, fused(f64x2.splat(-0.5), z, y)));
  return fused(e, f64x2.splat(0.693359375), rest);
}

// Bit 2 of whole numbers as the sign of doubles.
// @ts-ignore: decorator
@inline
function signOf(words: v128): v128 {
  const bit = v128.and(words, i32x4.splat(4));
  return i64x2.shl(i64x2.extend_low_i32x4_u(bit), 61);
}

// The mean, 0, is added, which makes 0 of -0.
// @ts-ignore: decorator
@inline
function product(a: v128, b: v128): v128 {
  return f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(a, b), f64x2.splat(0)));
}

// Two pairs of uniform numbers, 32 bytes apart, to two pairs of normal ones.
// @ts-ignore: decorator
@inline
function twoPairs(at: usize): void {
  const uniform = f64x2.promote_low_f32x4(v128.load64_zero(at));
  const turns = f64x2.promote_low_f32x4(v128.load64_zero(at, 32));
  const ln = log(f64x2.sub(f64x2.splat(1), uniform));
  const radius = r(f64x2.sqrt(f64x2.mul(f64x2.splat(-2), ln)));
  const angle = r(f64x2.mul(all(6.283185307179586), turns));
  const nearest = r(f64x2.mul(angle, all(1.2732395447351628)));
  const next = i32x4.add(i32x4.trunc_sat_f64x2_s_zero(nearest), i32x4.splat(1));
  const eighth = v128.and(next, i32x4.splat(-2));
  const turn = f64x2.convert_low_i32x4_s(eighth);
  let x = fused(turn, f64x2.splat(-0.78515625), angle);
  x = fused(turn, all(-2.4187564849853516e-4), x);
  x = fused(turn, all(-3.774894977445941e-8), x);
  const z = r(f64x2.mul(x, x));
  let c = fused(all(2.443315711809948e-5), z, all(-1.388731625493765e-3));
  c = fused(c, z, all(4.166664568298827e-2));
  c = r(f64x2.mul(c, z));
  c = fused(c, z, f64x2.mul(z, f64x2.splat(-0.5)));
  c = r(f64x2.add(c, f64x2.splat(1)));
  let s = fused(all(-1.9515295891e-4), z, all(8.3321608736e-3));
  s = fused(s, z, all(-1.6666654611e-1));
  s = r(f64x2.mul(s, z));
  s = fused(s, x, x);
  const two = v128.and(eighth, i32x4.splat(2));
  const swapped = i64x2.extend_low_i32x4_s(i32x4.ne(two, i32x4.splat(0)));
  const cos = v128.xor(v128.bitselect(s, c, swapped), signOf(v128.not(i32x4.sub(eighth, i32x4.splat(2)))));
  const sin = v128.xor(v128.bitselect(c, s, swapped), signOf(eighth));
  v128.store_lane<u64>(at, product(radius, cos), 0);
  v128.store_lane<u64>(at, product(radius, sin), 0, 32);
}

/** `count` uniform float32 numbers, a multiple of 16, to normal ones of mean 0 and deviation 1. */
export function normals(at: usize, count: i32): void {
  for (let i = 0; i < count; i += 16, at += 64) {
    twoPairs(at);
    twoPairs(at + 8);
    twoPairs(at + 16);
    twoPairs(at + 24);
  }
}

/** `mean + value * sigma` for `count` values, a multiple of 16, each step rounded. */
export function scale(at: usize, count: i32, mean: f32, sigma: f32): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(sigma);
  for (const end = at + 4 * count; at < end; at += 16)
    v128.store(at, f32x4.add(m, f32x4.mul(v128.load(at), s)));
}
