// AssemblyScript, see resample.ts beside this file. Pillow's bilinear mix of four pixels, for warp.ts.

import { WHOLE, bytes, clip, high, low, mix, pixel, spread } from "./pixels";

// @ts-ignore: decorator
@inline
function blend(p: v128, pStep: v128, q: v128, qStep: v128, x: v128, y: v128): v128 {
  const above = mix(p, pStep, x);
  return mix(above, f64x2.sub(mix(q, qStep, x), above), y);
}

// Between the pixels p and (next to it) b above, q and e below.
// @ts-ignore: decorator
@inline
function linear(channels: i32, p: v128, b: v128, q: v128, e: v128, x: v128, y: v128): u32 {
  const pStep = i32x4.sub(b, p);
  const qStep = i32x4.sub(e, q);
  const lo = blend(low(p), low(pStep), low(q), low(qStep), x, y);
  if (channels == 2) return bytes(lo, lo);
  if (channels == 4) return bytes(lo, blend(high(p), high(pStep), high(q), high(qStep), x, y));
  // The third channel alone: above and below side by side.
  const both = low(v128.shuffle<i32>(p, q, 2, 6, 2, 6));
  const sides = mix(both, low(v128.shuffle<i32>(pStep, qStep, 2, 6, 2, 6)), x);
  const below = v128.shuffle<i64>(sides, sides, 1, 1);
  return bytes(lo, mix(sides, f64x2.sub(below, sides), y));
}

// One channel: two neighbours above in the low bytes, two below in the high ones.
// @ts-ignore: decorator
@inline
function linearGrey(words: u32, x: v128, y: v128): u32 {
  const all = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(words)));
  const both = v128.shuffle<i32>(all, all, 0, 2, 0, 2);
  const step = i32x4.sub(v128.shuffle<i32>(all, all, 1, 3, 1, 3), both);
  const sides = mix(low(both), low(step), x);
  const below = v128.shuffle<i64>(sides, sides, 1, 1);
  const value = f64x2.floor(mix(sides, f64x2.sub(below, sides), y));
  return i32x4.extract_lane(f64x2.add(value, f64x2.splat(WHOLE)), 0);
}

// A pixel whose neighbours are all there, at `a`.
// @ts-ignore: decorator
@inline
export function linearInner(channels: i32, a: usize, stride: usize, x: v128, y: v128): u32 {
  if (channels == 1) return linearGrey(<u32>load<u16>(a) | (<u32>load<u16>(a + stride) << 16), x, y);
  const upper = v128.load64_zero(a);
  const lower = v128.load64_zero(a + stride);
  const p = spread(channels, 0, upper);
  const q = spread(channels, 0, lower);
  return linear(channels, p, spread(channels, 1, upper), q, spread(channels, 1, lower), x, y);
}

// A pixel at the edge, where neighbours outside repeat it.
// @ts-ignore: decorator
@inline
export function linearEdge(channels: i32, src: usize, w: i32, h: i32, px: f64, py: f64, x: v128, y: v128): u32 {
  const ix = <i32>Math.floor(px - 0.5);
  const iy = <i32>Math.floor(py - 0.5);
  const upper = src + clip(iy, h) * w * channels;
  const lower = src + clip(iy + 1, h) * w * channels;
  const left = clip(ix, w) * channels;
  const right = clip(ix + 1, w) * channels;
  if (channels == 1) {
    const above = <u32>load<u8>(upper + left) | (<u32>load<u8>(upper + right) << 8);
    const below = <u32>load<u8>(lower + left) | (<u32>load<u8>(lower + right) << 8);
    return linearGrey(above | (below << 16), x, y);
  }
  const b = pixel(upper + right);
  return linear(channels, pixel(upper + left), b, pixel(lower + left), pixel(lower + right), x, y);
}
