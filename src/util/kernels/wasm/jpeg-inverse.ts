// AssemblyScript: a part of the JPEG kernels of `io` and `transforms`. The inverse cosine transform of
// libjpeg's "islow" for 8 values at once. Whole numbers: a sum of products has no rounding inside.
//
// Levels that no encoder writes overflow. Additions that libjpeg-turbo's SIMD code makes in 16 bits are
// made in 16 bits here, and what leaves a pass is clamped to 16 bits, so that those come out the same too.

const WORK: usize = memory.data(128, 16); // what the first pass makes, then the second

// @ts-ignore: decorator
@inline
export function low(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
export function high(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

// Constants for the first and the second of each pair.
// @ts-ignore: decorator
@inline
export function pair(a: i16, b: i16): v128 {
  return i16x8(a, b, a, b, a, b, a, b);
}

// @ts-ignore: decorator
@inline
function lowBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

// @ts-ignore: decorator
@inline
function highBytes(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// @ts-ignore: decorator
@inline
function put(i: usize, value: v128): void {
  v128.store(WORK + (i << 4), value);
}

// @ts-ignore: decorator
@inline
function row(i: usize): v128 {
  return v128.load(WORK + (i << 4));
}

// @ts-ignore: decorator
@inline
function sumAndGap(i: usize, j: usize, el: v128, eh: v128, ol: v128, oh: v128, bits: i32): void {
  put(i, i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(el, ol), bits),
    i32x4.shr_s(i32x4.add(eh, oh), bits),
  ));
  put(j, i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.sub(el, ol), bits),
    i32x4.shr_s(i32x4.sub(eh, oh), bits),
  ));
}

// Down the columns, to WORK; products lose `bits` fraction bits.
// @ts-ignore: decorator
@inline
function pass(a0: v128, a1: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128, bits: i32): void {
  const half = i32x4.splat(1 << (bits - 1));
  const z0 = i16x8.add(a0, a4), z1 = i16x8.sub(a0, a4);
  const el = low(a2, a6), eh = high(a2, a6);
  const c3 = pair(10703, 4433), c2 = pair(4433, -10704);
  const ul = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(z0), 13), half);
  const uh = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(z0), 13), half);
  const vl = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(z1), 13), half);
  const vh = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(z1), 13), half);
  const t3l = i32x4.dot_i16x8_s(el, c3), t3h = i32x4.dot_i16x8_s(eh, c3);
  const t2l = i32x4.dot_i16x8_s(el, c2), t2h = i32x4.dot_i16x8_s(eh, c2);
  const s3 = i16x8.add(a7, a3), s4 = i16x8.add(a5, a1);
  const sl = low(s3, s4), sh = high(s3, s4);
  const d3 = pair(-6436, 9633), d4 = pair(9633, 6437);
  const z3l = i32x4.dot_i16x8_s(sl, d3), z3h = i32x4.dot_i16x8_s(sh, d3);
  const z4l = i32x4.dot_i16x8_s(sl, d4), z4h = i32x4.dot_i16x8_s(sh, d4);
  const pl = low(a7, a1), ph = high(a7, a1), ql = low(a5, a3), qh = high(a5, a3);
  const e0 = pair(-4927, -7373), e3 = pair(-7373, 4926);
  const e1 = pair(-4176, -20995), e2 = pair(-20995, 4177);
  sumAndGap(0, 7, i32x4.add(ul, t3l), i32x4.add(uh, t3h),
    i32x4.add(i32x4.dot_i16x8_s(pl, e3), z4l), i32x4.add(i32x4.dot_i16x8_s(ph, e3), z4h), bits);
  sumAndGap(1, 6, i32x4.add(vl, t2l), i32x4.add(vh, t2h),
    i32x4.add(i32x4.dot_i16x8_s(ql, e2), z3l), i32x4.add(i32x4.dot_i16x8_s(qh, e2), z3h), bits);
  sumAndGap(2, 5, i32x4.sub(vl, t2l), i32x4.sub(vh, t2h),
    i32x4.add(i32x4.dot_i16x8_s(ql, e1), z4l), i32x4.add(i32x4.dot_i16x8_s(qh, e1), z4h), bits);
  sumAndGap(3, 4, i32x4.sub(ul, t3l), i32x4.sub(uh, t3h),
    i32x4.add(i32x4.dot_i16x8_s(pl, e0), z3l), i32x4.add(i32x4.dot_i16x8_s(ph, e0), z3h), bits);
}

// @ts-ignore: decorator
@inline
function level(levels: usize, steps: usize, pitch: usize, i: usize): v128 {
  return i16x8.mul(v128.load(levels + (i << 4)), v128.load(steps + i * pitch));
}

// @ts-ignore: decorator
@inline
function storeRows(dst: usize, stride: usize, pairs: v128): void {
  v128.store_lane<u64>(dst, pairs, 0);
  v128.store_lane<u64>(dst + stride, pairs, 1);
}

/**
 * A block of 8 x 8 levels times steps (rows of 16 bits, the steps' rows `pitch` bytes apart) to bytes,
 * rows `stride` apart.
 */
// @ts-ignore: decorator
@inline
export function inverseBlock(levels: usize, steps: usize, pitch: usize, dst: usize, stride: usize): void {
  pass(
    level(levels, steps, pitch, 0), level(levels, steps, pitch, 1),
    level(levels, steps, pitch, 2), level(levels, steps, pitch, 3),
    level(levels, steps, pitch, 4), level(levels, steps, pitch, 5),
    level(levels, steps, pitch, 6), level(levels, steps, pitch, 7),
    11,
  );
  const a0 = row(0), a1 = row(1), a2 = row(2), a3 = row(3);
  const a4 = row(4), a5 = row(5), a6 = row(6), a7 = row(7);
  const b0 = low(a0, a4), b1 = high(a0, a4), b2 = low(a1, a5), b3 = high(a1, a5);
  const b4 = low(a2, a6), b5 = high(a2, a6), b6 = low(a3, a7), b7 = high(a3, a7);
  const c0 = low(b0, b4), c1 = high(b0, b4), c2 = low(b1, b5), c3 = high(b1, b5);
  const c4 = low(b2, b6), c5 = high(b2, b6), c6 = low(b3, b7), c7 = high(b3, b7);
  pass(
    low(c0, c4), high(c0, c4), low(c1, c5), high(c1, c5),
    low(c2, c6), high(c2, c6), low(c3, c7), high(c3, c7),
    18,
  );
  // columns to bytes around 0, then rows of these
  const n04 = i8x16.narrow_i16x8_s(row(0), row(4)), n26 = i8x16.narrow_i16x8_s(row(2), row(6));
  const n15 = i8x16.narrow_i16x8_s(row(1), row(5)), n37 = i8x16.narrow_i16x8_s(row(3), row(7));
  const e0 = lowBytes(n04, n26), e4 = highBytes(n04, n26);
  const o1 = lowBytes(n15, n37), o5 = highBytes(n15, n37);
  const l03 = lowBytes(e0, o1), h03 = highBytes(e0, o1);
  const l47 = lowBytes(e4, o5), h47 = highBytes(e4, o5);
  const centre = i8x16.splat(-128);
  storeRows(dst, stride, v128.xor(centre, v128.shuffle<i32>(l03, l47, 0, 4, 1, 5)));
  storeRows(dst + 2 * stride, stride, v128.xor(centre, v128.shuffle<i32>(l03, l47, 2, 6, 3, 7)));
  storeRows(dst + 4 * stride, stride, v128.xor(centre, v128.shuffle<i32>(h03, h47, 0, 4, 1, 5)));
  storeRows(dst + 6 * stride, stride, v128.xor(centre, v128.shuffle<i32>(h03, h47, 2, 6, 3, 7)));
}
