// AssemblyScript: a part of jpeg.ts beside this file. Blocks at a half, a quarter and an eighth of their edge:
// libjpeg's reduced inverse cosine transforms, which leave out the high frequencies.

import { BLOCK } from "./jpeg-huffman";
import { high, low, pair } from "../../../util/kernels/wasm/jpeg-inverse";

// A row of levels times steps.
// @ts-ignore: decorator
@inline
function row(steps: usize, i: usize): v128 {
  return i16x8.mul(v128.load(BLOCK + (i << 4)), v128.load(steps + (i << 4)));
}

// @ts-ignore: decorator
@inline
function two(p: v128, c: v128, q: v128, d: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(p, c), i32x4.dot_i16x8_s(q, d));
}

// @ts-ignore: decorator
@inline
function narrow(lo: v128, hi: v128, bits: i32): v128 {
  const half = i32x4.splat(1 << (bits - 1));
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(lo, half), bits),
    i32x4.shr_s(i32x4.add(hi, half), bits),
  );
}

/** 4 x 4 bytes. */
export function quarterBlock(steps: usize, dst: usize, stride: usize): void {
  // inputs in pairs: 0 alone, 2 with 6, 1 with 3, 5 with 7
  const c0 = pair(16384, 0), c26 = pair(15137, -6270), d26 = pair(-15137, 6270);
  const p13 = pair(8697, -17799), p57 = pair(11893, -1730);
  const q13 = pair(20995, 7373), q57 = pair(-4926, -4176);
  const a0 = row(steps, 0), a1 = row(steps, 1), a2 = row(steps, 2), a3 = row(steps, 3);
  const a5 = row(steps, 5), a6 = row(steps, 6), a7 = row(steps, 7);
  const l0 = low(a0, a0), h0 = high(a0, a0), l26 = low(a2, a6), h26 = high(a2, a6);
  const l13 = low(a1, a3), h13 = high(a1, a3), l57 = low(a5, a7), h57 = high(a5, a7);
  const ul = two(l0, c0, l26, c26), uh = two(h0, c0, h26, c26);
  const vl = two(l0, c0, l26, d26), vh = two(h0, c0, h26, d26);
  const ql = two(l13, q13, l57, q57), qh = two(h13, q13, h57, q57);
  const pl = two(l13, p13, l57, p57), ph = two(h13, p13, h57, p57);
  const r0 = narrow(i32x4.add(ul, ql), i32x4.add(uh, qh), 12);
  const r1 = narrow(i32x4.add(vl, pl), i32x4.add(vh, ph), 12);
  const r2 = narrow(i32x4.sub(vl, pl), i32x4.sub(vh, ph), 12);
  const r3 = narrow(i32x4.sub(ul, ql), i32x4.sub(uh, qh), 12);
  // the pairs again, of each of the four rows
  const t01 = v128.shuffle<i16>(r0, r1, 1, 3, 9, 11, 5, 7, 13, 15);
  const t23 = v128.shuffle<i16>(r2, r3, 1, 3, 9, 11, 5, 7, 13, 15);
  const s01 = v128.shuffle<i16>(r0, r1, 2, 6, 10, 14, 0, 0, 8, 8);
  const s23 = v128.shuffle<i16>(r2, r3, 2, 6, 10, 14, 0, 0, 8, 8);
  const w13 = v128.shuffle<i32>(t01, t23, 0, 1, 4, 5), w57 = v128.shuffle<i32>(t01, t23, 2, 3, 6, 7);
  const w26 = v128.shuffle<i32>(s01, s23, 0, 1, 4, 5), w0 = v128.shuffle<i32>(s01, s23, 2, 3, 6, 7);
  const u = two(w0, c0, w26, c26), v = two(w0, c0, w26, d26);
  const q = two(w13, q13, w57, q57), p = two(w13, p13, w57, p57);
  const columns = i8x16.narrow_i16x8_s(
    narrow(i32x4.add(u, q), i32x4.add(v, p), 19),
    narrow(i32x4.sub(v, p), i32x4.sub(u, q), 19),
  );
  const bytes = v128.xor(i8x16.splat(-128), i8x16.swizzle(columns,
    i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)));
  v128.store_lane<u32>(dst, bytes, 0);
  v128.store_lane<u32>(dst + stride, bytes, 1);
  v128.store_lane<u32>(dst + 2 * stride, bytes, 2);
  v128.store_lane<u32>(dst + 3 * stride, bytes, 3);
}

/** 2 x 2 bytes. */
export function sixteenthBlock(steps: usize, dst: usize, stride: usize): void {
  const c13 = pair(29692, -10426), c57 = pair(6967, -5906);
  const a0 = row(steps, 0), a1 = row(steps, 1), a3 = row(steps, 3), a5 = row(steps, 5), a7 = row(steps, 7);
  const ul = i32x4.shl(i32x4.extend_low_i16x8_s(a0), 15), uh = i32x4.shl(i32x4.extend_high_i16x8_s(a0), 15);
  const vl = two(low(a1, a3), c13, low(a5, a7), c57), vh = two(high(a1, a3), c13, high(a5, a7), c57);
  const r0 = narrow(i32x4.add(ul, vl), i32x4.add(uh, vh), 13);
  const r1 = narrow(i32x4.sub(ul, vl), i32x4.sub(uh, vh), 13);
  const odd = i32x4.dot_i16x8_s(
    v128.shuffle<i16>(r0, r1, 1, 3, 9, 11, 5, 7, 13, 15),
    i16x8(29692, -10426, 29692, -10426, 6967, -5906, 6967, -5906),
  );
  const v = i32x4.add(odd, v128.shuffle<i32>(odd, odd, 2, 3, 0, 1));
  const first = v128.shuffle<i16>(r0, r1, 0, 0, 8, 8, 0, 0, 8, 8);
  const u = i32x4.shl(i32x4.shr_s(first, 16), 15);
  const columns = narrow(i32x4.add(u, v), i32x4.sub(u, v), 20);
  const bytes = v128.xor(i8x16.splat(-128), i8x16.swizzle(i8x16.narrow_i16x8_s(columns, columns),
    i8x16(0, 4, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  v128.store_lane<u16>(dst, bytes, 0);
  v128.store_lane<u16>(dst + stride, bytes, 1);
}

/** The block's mean, which is all of it that the first level tells. */
// @ts-ignore: decorator
@inline
export function meanOf(level: i32, steps: usize): i32 {
  const value = <i32><i16>(level * <i32>load<i16>(steps));
  return min(255, max(0, ((value + 4) >> 3) + 128));
}
