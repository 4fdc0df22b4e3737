// AssemblyScript, see resample.ts beside this file. Pillow's bicubic mix of 16 pixels, for warp.ts.

import { bytes, clip, cut, high, low, mix, spread } from "./pixels";

// b + d * (p2 + d * (p3 + d * p4)), see `cubic` in ../warp-bytes.ts.
// @ts-ignore: decorator
@inline
function horner(b: v128, p2: v128, p3: v128, p4: v128, d: v128): v128 {
  return mix(b, mix(p2, mix(p3, p4, d), d), d);
}

// @ts-ignore: decorator
@inline
function cubic(a: v128, b: v128, c: v128, e: v128, d: v128): v128 {
  const fall = f64x2.sub(a, b);
  const p3 = f64x2.sub(f64x2.add(f64x2.add(fall, fall), c), e);
  const p4 = f64x2.add(f64x2.sub(f64x2.sub(b, a), c), e);
  return horner(b, f64x2.sub(c, a), p3, p4, d);
}

// Four values of each of two, or the other two, lanes of whole numbers.
// @ts-ignore: decorator
@inline
function across(part: i32, a: v128, b: v128, c: v128, e: v128, d: v128): v128 {
  const fall = i32x4.sub(a, b);
  const p2 = i32x4.sub(c, a);
  const p3 = i32x4.sub(i32x4.add(i32x4.add(fall, fall), c), e);
  const p4 = i32x4.sub(i32x4.sub(e, c), fall);
  if (part == 0) return horner(low(b), low(p2), low(p3), low(p4), d);
  return horner(high(b), high(p2), high(p3), high(p4), d);
}

// Four bytes of a row, at the places x0 to x3.
// @ts-ignore: decorator
@inline
function four(row: usize, x0: i32, x1: i32, x2: i32, x3: i32): u32 {
  const first = <u32>load<u8>(row + x0) | (<u32>load<u8>(row + x1) << 8);
  return first | (<u32>load<u8>(row + x2) << 16) | (<u32>load<u8>(row + x3) << 24);
}

// Byte k of each of four words as four whole numbers.
// @ts-ignore: decorator
@inline
function column(k: i32, words: v128): v128 {
  return v128.and(i32x4.shr_u(words, 8 * k), i32x4.splat(255));
}

// One channel: four neighbours in each of four words, from the top; the value is in lane 0.
// @ts-ignore: decorator
@inline
function cubicGrey(words: v128, x: v128, y: v128): v128 {
  const a = column(0, words);
  const b = column(1, words);
  const c = column(2, words);
  const e = column(3, words);
  const first = across(0, a, b, c, e, x);
  const last = across(1, a, b, c, e, x);
  const v1 = v128.shuffle<i64>(first, first, 1, 1);
  const v3 = v128.shuffle<i64>(last, last, 1, 1);
  return cut(cubic(first, v1, last, v3, y));
}

// A pixel whose 16 neighbours are all there, the first at `a`.
// @ts-ignore: decorator
@inline
export function cubicInner(channels: i32, a: usize, stride: usize, x: v128, y: v128): u32 {
  const r1 = a + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  if (channels == 1) {
    let words = v128.load32_splat(a);
    words = i32x4.replace_lane(words, 1, load<u32>(r1));
    words = i32x4.replace_lane(words, 2, load<u32>(r2));
    words = i32x4.replace_lane(words, 3, load<u32>(r3));
    const value = cubicGrey(words, x, y);
    return bytes(value, value);
  }
  const p = v128.load(a);
  const q = v128.load(r1);
  const r = v128.load(r2);
  const s = v128.load(r3);
  const lo = cubic(
    acrossRow(channels, 0, p, x),
    acrossRow(channels, 0, q, x),
    acrossRow(channels, 0, r, x),
    acrossRow(channels, 0, s, x),
    y,
  );
  if (channels == 2) return bytes(cut(lo), lo);
  if (channels == 3) return bytes(cut(lo), cubicGrey(thirds(p, q, r, s), x, y));
  const hi = cubic(
    acrossRow(channels, 1, p, x),
    acrossRow(channels, 1, q, x),
    acrossRow(channels, 1, r, x),
    acrossRow(channels, 1, s, x),
    y,
  );
  return bytes(cut(lo), cut(hi));
}

// The third of three channels of four pixels, a word for each row.
// @ts-ignore: decorator
@inline
function thirds(p: v128, q: v128, r: v128, s: v128): v128 {
  const upper = v128.shuffle<u8>(p, q, 2, 5, 8, 11, 18, 21, 24, 27, 2, 5, 8, 11, 18, 21, 24, 27);
  const lower = v128.shuffle<u8>(r, s, 2, 5, 8, 11, 18, 21, 24, 27, 2, 5, 8, 11, 18, 21, 24, 27);
  return v128.shuffle<i64>(upper, lower, 0, 2);
}

// @ts-ignore: decorator
@inline
function acrossRow(channels: i32, part: i32, row: v128, x: v128): v128 {
  const a = spread(channels, 0, row);
  const b = spread(channels, 1, row);
  return across(part, a, b, spread(channels, 2, row), spread(channels, 3, row), x);
}

// A pixel at the edge.
// @ts-ignore: decorator
@inline
export function cubicEdge(channels: i32, src: usize, w: i32, h: i32, px: f64, py: f64, x: v128, y: v128): u32 {
  const ix = <i32>Math.floor(px - 0.5);
  const iy = <i32>Math.floor(py - 0.5);
  const r0 = src + clip(iy - 1, h) * w * channels;
  const r1 = src + clip(iy, h) * w * channels;
  const r2 = src + clip(iy + 1, h) * w * channels;
  const r3 = src + clip(iy + 2, h) * w * channels;
  const x0 = clip(ix - 1, w) * channels;
  const x1 = clip(ix, w) * channels;
  const x2 = clip(ix + 1, w) * channels;
  const x3 = clip(ix + 2, w) * channels;
  let pixel: u32 = 0;
  for (let c = 0; c < channels; c++) {
    let words = i32x4.splat(four(r0 + c, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 1, four(r1 + c, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 2, four(r2 + c, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 3, four(r3 + c, x0, x1, x2, x3));
    const value = cubicGrey(words, x, y);
    pixel |= (bytes(value, value) & 255) << (8 * c);
  }
  return pixel;
}
