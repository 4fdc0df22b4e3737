// AssemblyScript: scripts/build-wasm.ts compiles this file; tsc and the linter leave it alone.
//
// Pillow's 8-bit resampling, bit for bit the loops of ../resample-bytes.ts. A weight w of 22 fraction
// bits is split into w = (hi << 15) + lo with 0 <= lo < 2^15, so that both halves fit in 16 bits and one
// instruction multiplies two pixels by two weights and adds: sum(p * w) = (sum(p * hi) << 15) +
// sum(p * lo), modulo 2^32, which is how Pillow's own 32-bit sums run.
//
// Weights of an output position lie in pairs: lo(0) lo(1) hi(0) hi(1), the next pair of taps after it,
// the last one filled up with zeros. Loops run past the ends of rows: the caller leaves slack.

const HALF: i32 = 1 << 21;
const SPLIT: i32 = 15;
const BITS: i32 = 22;

// Where the channels of pixels 0 and 1 (or 2 and 3) of 16 bytes go: r0 r1 g0 g1 b0 b1 a0 a1, each
// widened to 16 bits by zeros (index 16 and more gives zero).
// @ts-ignore: decorator
@inline
function near(c: i32): v128 {
  if (c == 3) return i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1);
  if (c == 2) return i8x16(0, -1, 2, -1, 1, -1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  return i8x16(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);
}

// @ts-ignore: decorator
@inline
function far(c: i32): v128 {
  if (c == 3) return i8x16(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1);
  if (c == 2) return i8x16(4, -1, 6, -1, 5, -1, 7, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  return i8x16(8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1);
}

// @ts-ignore: decorator
@inline
function finish(lo: v128, hi: v128): v128 {
  return shiftBack(i32x4.add(i32x4.shl(hi, SPLIT), lo));
}

// @ts-ignore: decorator
@inline
function shiftBack(sum: v128): v128 {
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(HALF)), BITS);
}

// One pixel of one row from up to four taps.
// @ts-ignore: decorator
@inline
function few(p: v128, m: v128, n: v128, l0: v128, h0: v128, l1: v128, h1: v128): v128 {
  const a = i8x16.swizzle(p, m);
  const b = i8x16.swizzle(p, n);
  const lo = i32x4.add(i32x4.dot_i16x8_s(a, l0), i32x4.dot_i16x8_s(b, l1));
  const hi = i32x4.add(i32x4.dot_i16x8_s(a, h0), i32x4.dot_i16x8_s(b, h1));
  return finish(lo, hi);
}

// Four 32-bit values of each of four rows to bytes, clipped.
// @ts-ignore: decorator
@inline
function pack(r0: v128, r1: v128, r2: v128, r3: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(r0, r1), i16x8.narrow_i32x4_s(r2, r3));
}

// The bytes of four rows' pixel. Where `whole` is set, four bytes are written whatever the channel
// count: the pixel to the right comes later.
// @ts-ignore: decorator
@inline
function put(c: i32, whole: bool, at: usize, stride: usize, v: v128): void {
  const d1 = at + stride;
  const d2 = d1 + stride;
  const d3 = d2 + stride;
  if (whole || c == 4) {
    v128.store32_lane(at, v, 0);
    v128.store32_lane(d1, v, 1);
    v128.store32_lane(d2, v, 2);
    v128.store32_lane(d3, v, 3);
    return;
  }
  v128.store16_lane(at, v, 0);
  v128.store16_lane(d1, v, 2);
  v128.store16_lane(d2, v, 4);
  v128.store16_lane(d3, v, 6);
  if (c == 2) return;
  v128.store8_lane(at, v, 2, 2);
  v128.store8_lane(d1, v, 6, 2);
  v128.store8_lane(d2, v, 10, 2);
  v128.store8_lane(d3, v, 14, 2);
}

// @ts-ignore: decorator
@inline
function fewTaps(c: i32, s: usize, stride: usize, w: usize): v128 {
  const l0 = v128.load32_splat(w);
  const h0 = v128.load32_splat(w, 4);
  const l1 = v128.load32_splat(w, 8);
  const h1 = v128.load32_splat(w, 12);
  const s1 = s + stride;
  const s2 = s1 + stride;
  const s3 = s2 + stride;
  const m = near(c);
  const n = far(c);
  return pack(
    few(v128.load(s), m, n, l0, h0, l1, h1),
    few(v128.load(s1), m, n, l0, h0, l1, h1),
    few(v128.load(s2), m, n, l0, h0, l1, h1),
    few(v128.load(s3), m, n, l0, h0, l1, h1),
  );
}

// Two rows at a time: eight sums for four rows would not fit the registers.
// @ts-ignore: decorator
@inline
function twoRows(c: i32, s: usize, stride: usize, w: usize, groups: i32): v128 {
  let lo0 = i32x4.splat(0);
  let hi0 = i32x4.splat(0);
  let lo1 = i32x4.splat(0);
  let hi1 = i32x4.splat(0);
  let t = s + stride;
  for (let k = 0; k < groups; k++) {
    const l0 = v128.load32_splat(w);
    const h0 = v128.load32_splat(w, 4);
    const l1 = v128.load32_splat(w, 8);
    const h1 = v128.load32_splat(w, 12);
    const p = v128.load(s);
    const a = i8x16.swizzle(p, near(c));
    const b = i8x16.swizzle(p, far(c));
    lo0 = i32x4.add(lo0, i32x4.add(i32x4.dot_i16x8_s(a, l0), i32x4.dot_i16x8_s(b, l1)));
    hi0 = i32x4.add(hi0, i32x4.add(i32x4.dot_i16x8_s(a, h0), i32x4.dot_i16x8_s(b, h1)));
    const q = v128.load(t);
    const d = i8x16.swizzle(q, near(c));
    const e = i8x16.swizzle(q, far(c));
    lo1 = i32x4.add(lo1, i32x4.add(i32x4.dot_i16x8_s(d, l0), i32x4.dot_i16x8_s(e, l1)));
    hi1 = i32x4.add(hi1, i32x4.add(i32x4.dot_i16x8_s(d, h0), i32x4.dot_i16x8_s(e, h1)));
    s += 4 * c;
    t += 4 * c;
    w += 16;
  }
  return i16x8.narrow_i32x4_s(finish(lo0, hi0), finish(lo1, hi1));
}

// @ts-ignore: decorator
@inline
function pixel(c: i32, isFew: bool, s: usize, stride: usize, w: usize, groups: i32): v128 {
  if (isFew) return fewTaps(c, s, stride, w);
  const above = twoRows(c, s, stride, w, groups);
  return i8x16.narrow_i16x8_u(above, twoRows(c, s + 2 * stride, stride, w, groups));
}

// @ts-ignore: decorator
@inline
function rowsOf(
  c: i32,
  isFew: bool,
  dst: usize,
  dstStride: usize,
  src: usize,
  srcStride: usize,
  rows: i32,
  width: i32,
  starts: usize,
  weights: usize,
  groups: i32,
): void {
  const last = starts + ((width - 1) << 2);
  for (let y = 0; y < rows; y += 4) {
    let w = weights;
    let at = dst;
    for (let x = starts; x < last; x += 4) {
      put(c, true, at, dstStride, pixel(c, isFew, src + load<u32>(x), srcStride, w, groups));
      at += c;
      w += groups << 4;
    }
    put(c, false, at, dstStride, pixel(c, isFew, src + load<u32>(last), srcStride, w, groups));
    src += 4 * srcStride;
    dst += 4 * dstStride;
  }
}

/**
 * Resamples rows along x, `c` (2 to 4) channels: `starts` holds the byte offset of each position's
 * first pixel, `groups` is how often four taps are taken. Four rows at a time.
 */
export function pixelsX(
  c: i32,
  dst: usize,
  dstStride: usize,
  src: usize,
  srcStride: usize,
  rows: i32,
  width: i32,
  starts: usize,
  weights: usize,
  groups: i32,
): void {
  if (c == 3) {
    if (groups == 1) rowsOf(3, true, dst, dstStride, src, srcStride, rows, width, starts, weights, 1);
    else rowsOf(3, false, dst, dstStride, src, srcStride, rows, width, starts, weights, groups);
  } else if (c == 4) {
    if (groups == 1) rowsOf(4, true, dst, dstStride, src, srcStride, rows, width, starts, weights, 1);
    else rowsOf(4, false, dst, dstStride, src, srcStride, rows, width, starts, weights, groups);
  } else rowsOf(2, false, dst, dstStride, src, srcStride, rows, width, starts, weights, groups);
}

// One channel, two rows: the sums of four lanes of taps each, as a0 b0 a1 b1 that are yet to be added.
// @ts-ignore: decorator
@inline
function twoGreys(s: usize, stride: usize, w: usize, groups: i32): v128 {
  let lo0 = i32x4.splat(0);
  let hi0 = i32x4.splat(0);
  let lo1 = i32x4.splat(0);
  let hi1 = i32x4.splat(0);
  for (let k = 0; k < groups; k++) {
    const lo = v128.load(w);
    const hi = v128.load(w, 16);
    const p = v128.load_ext<u8>(s);
    lo0 = i32x4.add(lo0, i32x4.dot_i16x8_s(p, lo));
    hi0 = i32x4.add(hi0, i32x4.dot_i16x8_s(p, hi));
    const q = v128.load_ext<u8>(s + stride);
    lo1 = i32x4.add(lo1, i32x4.dot_i16x8_s(q, lo));
    hi1 = i32x4.add(hi1, i32x4.dot_i16x8_s(q, hi));
    s += 8;
    w += 32;
  }
  const a = i32x4.add(i32x4.shl(hi0, SPLIT), lo0);
  const b = i32x4.add(i32x4.shl(hi1, SPLIT), lo1);
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
}

/**
 * Resamples rows of one channel along x: groups of eight taps, their weights as lo(0..7) hi(0..7).
 * Four rows at a time.
 */
export function greysX(
  dst: usize,
  dstStride: usize,
  src: usize,
  srcStride: usize,
  rows: i32,
  width: i32,
  starts: usize,
  weights: usize,
  groups: i32,
): void {
  for (let y = 0; y < rows; y += 4) {
    let w = weights;
    for (let x = 0; x < width; x++) {
      const s = src + load<u32>(starts + (x << 2));
      const ab = twoGreys(s, srcStride, w, groups);
      const cd = twoGreys(s + 2 * srcStride, srcStride, w, groups);
      const sum = i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
      const v = shiftBack(sum);
      const bytes = pack(v, v, v, v);
      const at = dst + x;
      v128.store8_lane(at, bytes, 0);
      v128.store8_lane(at + dstStride, bytes, 1);
      v128.store8_lane(at + 2 * dstStride, bytes, 2);
      v128.store8_lane(at + 3 * dstStride, bytes, 3);
      w += groups << 5;
    }
    src += 4 * srcStride;
    dst += 4 * dstStride;
  }
}

// Four positions of one row of one channel, each from up to four taps, as bytes.
// @ts-ignore: decorator
@inline
function fourGreys(src: usize, starts: usize, l0: v128, h0: v128, l1: v128, h1: v128): u32 {
  let p = v128.load32_zero(src + load<u32>(starts));
  p = v128.load32_lane(src + load<u32>(starts, 4), p, 1);
  p = v128.load32_lane(src + load<u32>(starts, 8), p, 2);
  p = v128.load32_lane(src + load<u32>(starts, 12), p, 3);
  const a = i16x8.extend_low_i8x16_u(p);
  const b = i16x8.extend_high_i8x16_u(p);
  const ab = i32x4.add(i32x4.shl(i32x4.dot_i16x8_s(a, h0), SPLIT), i32x4.dot_i16x8_s(a, l0));
  const cd = i32x4.add(i32x4.shl(i32x4.dot_i16x8_s(b, h1), SPLIT), i32x4.dot_i16x8_s(b, l1));
  const even = v128.shuffle<i32>(ab, cd, 0, 2, 4, 6);
  const v = shiftBack(i32x4.add(even, v128.shuffle<i32>(ab, cd, 1, 3, 5, 7)));
  return i32x4.extract_lane(pack(v, v, v, v), 0);
}

/**
 * As `greysX` for windows of at most four taps: `starts` and `weights` are filled up with zeros to a
 * multiple of four positions, weights of two positions as lo(0..3) lo(0..3) hi(0..3) hi(0..3).
 */
export function fewGreysX(
  dst: usize,
  dstStride: usize,
  src: usize,
  srcStride: usize,
  rows: i32,
  width: i32,
  starts: usize,
  weights: usize,
): void {
  for (let y = 0; y < rows; y++) {
    let w = weights;
    let s = starts;
    for (let x = 0; x < width; x += 4) {
      const v = fourGreys(src, s, v128.load(w), v128.load(w, 16), v128.load(w, 32), v128.load(w, 48));
      store<u32>(dst + x, v);
      w += 64;
      s += 16;
    }
    src += srcStride;
    dst += dstStride;
  }
}

/**
 * Resamples along y rows of `length` bytes that lie `stride` apart: `starts` holds the byte offset of
 * each position's first row, `pairs` is how often two taps are taken. Sixteen bytes at a time, so up
 * to fifteen bytes after a row of `dst` are written, and then by the next row.
 */
export function rowsY(
  dst: usize,
  src: usize,
  stride: usize,
  length: usize,
  height: i32,
  starts: usize,
  weights: usize,
  pairs: i32,
): void {
  for (let y = 0; y < height; y++) {
    const row = src + load<u32>(starts + (y << 2));
    for (let x: usize = 0; x < length; x += 16) v128.store(dst + x, sixteen(row + x, stride, weights, pairs));
    dst += length;
    weights += pairs << 3;
  }
}

// @ts-ignore: decorator
@inline
function sixteen(s: usize, stride: usize, w: usize, pairs: i32): v128 {
  let lo0 = i32x4.splat(0);
  let lo1 = lo0;
  let lo2 = lo0;
  let lo3 = lo0;
  let hi0 = lo0;
  let hi1 = lo0;
  let hi2 = lo0;
  let hi3 = lo0;
  for (let k = 0; k < pairs; k++) {
    const lo = v128.load32_splat(w);
    const hi = v128.load32_splat(w, 4);
    const a = v128.load(s);
    const b = v128.load(s + stride);
    const left = v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const p0 = i16x8.extend_low_i8x16_u(left);
    lo0 = i32x4.add(lo0, i32x4.dot_i16x8_s(p0, lo));
    hi0 = i32x4.add(hi0, i32x4.dot_i16x8_s(p0, hi));
    const p1 = i16x8.extend_high_i8x16_u(left);
    lo1 = i32x4.add(lo1, i32x4.dot_i16x8_s(p1, lo));
    hi1 = i32x4.add(hi1, i32x4.dot_i16x8_s(p1, hi));
    const right = v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    const p2 = i16x8.extend_low_i8x16_u(right);
    lo2 = i32x4.add(lo2, i32x4.dot_i16x8_s(p2, lo));
    hi2 = i32x4.add(hi2, i32x4.dot_i16x8_s(p2, hi));
    const p3 = i16x8.extend_high_i8x16_u(right);
    lo3 = i32x4.add(lo3, i32x4.dot_i16x8_s(p3, lo));
    hi3 = i32x4.add(hi3, i32x4.dot_i16x8_s(p3, hi));
    s += 2 * stride;
    w += 8;
  }
  return pack(finish(lo0, hi0), finish(lo1, hi1), finish(lo2, hi2), finish(lo3, hi3));
}
