// AssemblyScript: a part of the JPEG kernels of `io` and `transforms`. Colours for 8 or 16 values at once,
// bit for bit libjpeg's. Rows are read and written to the end of their group: the caller leaves slack.

import { high, low, pair } from "./jpeg-inverse";

/**
 * A row of `2 * wide` values from the row of `wide` that it lies in and the one beside that: each is 9/16 of
 * the nearest, 3/16 of the two beside it, 1/16 of the one across. Sums pass through `line`, 16 bits each.
 */
// @ts-ignore: decorator
@inline
export function doubleBoth(line: usize, dst: usize, near: usize, far: usize, wide: i32): void {
  const three = i16x8.splat(3);
  for (let x = 0; x < wide; x += 8) {
    const sum = i16x8.add(
      i16x8.mul(v128.load_ext<u8>(near + <usize>x), three),
      v128.load_ext<u8>(far + <usize>x),
    );
    v128.store(line + (<usize>x << 1), sum);
  }
  const end = line + (<usize>wide << 1);
  store<u16>(line - 2, load<u16>(line));
  store<u16>(end, load<u16>(end - 2));
  for (let at = line; at < end; at += 16, dst += 16) {
    const now = i16x8.mul(v128.load(at), three);
    const even = i16x8.add(i16x8.add(now, v128.load(at - 2)), i16x8.splat(8));
    const odd = i16x8.add(i16x8.add(now, v128.load(at + 2)), i16x8.splat(7));
    // even values are the low bytes of words, odd ones the high bytes
    const high = i16x8.shl(i16x8.shr_u(odd, 4), 8);
    v128.store(dst, v128.or(i16x8.shr_u(even, 4), high));
  }
}

// @ts-ignore: decorator
@inline
function tint(base: v128, cl: v128, ch: v128, c: v128, half: v128): v128 {
  const lo = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(cl, c), half), 16);
  const hi = i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(ch, c), half), 16);
  return i16x8.add(base, i16x8.narrow_i32x4_s(lo, hi));
}

/** Rows of Y, Cb and Cr to a row of RGB pixels. Of the factors the whole parts are added by themselves. */
// @ts-ignore: decorator
@inline
export function joinRow(dst: usize, luma: usize, blue: usize, red: usize, width: i32): void {
  const half = i32x4.splat(1 << 15);
  const centre = i16x8.splat(128);
  for (let x = 0; x < width; x += 8, dst += 24, luma += 8, blue += 8, red += 8) {
    const y = v128.load_ext<u8>(luma);
    const cb = i16x8.sub(v128.load_ext<u8>(blue), centre);
    const cr = i16x8.sub(v128.load_ext<u8>(red), centre);
    const g = tint(i16x8.sub(y, cr), low(cb, cr), high(cb, cr), pair(-22554, 18734), half);
    // 26345 / 2 and 14942 / 2 in 15 fraction bits: rounded as with 16, for each of the 256 values
    const r = i16x8.add(i16x8.add(y, cr), i16x8.q15mulr_sat_s(cr, i16x8.splat(13173)));
    const b = i16x8.add(i16x8.add(y, i16x8.add(cb, cb)), i16x8.q15mulr_sat_s(cb, i16x8.splat(-7471)));
    const rg = i8x16.narrow_i16x8_u(r, g);
    const bb = i8x16.narrow_i16x8_u(b, b);
    v128.store(dst,
      v128.shuffle<i8>(rg, bb, 0, 8, 16, 1, 9, 17, 2, 10, 18, 3, 11, 19, 4, 12, 20, 5));
    v128.store_lane<u64>(dst,
      v128.shuffle<i8>(rg, bb, 13, 21, 6, 14, 22, 7, 15, 23, 0, 0, 0, 0, 0, 0, 0, 0), 0, 16);
  }
}
