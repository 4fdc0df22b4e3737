// AssemblyScript, see resample.ts beside this file. The steps of ../jpeg-dct.ts, ../jpeg-blocks.ts,
// ../jpeg-color.ts and ../jpeg-sampling.ts for 8 values at once, bit for bit.
//
// The cosine transform's sums of products have no rounding inside, so each output is one sum over its
// inputs with whole constants: an instruction multiplies two 16-bit inputs by two constants and adds.
// Rows of 8 values are read and written to the end of their block or group: the caller leaves slack.

import { doubleBoth, joinRow } from "../../../util/kernels/wasm/jpeg-colors";
import { high, inverseBlock, low, pair } from "../../../util/kernels/wasm/jpeg-inverse";

const BLOCK: usize = memory.data(128, 16); // 8 rows of 8 values of 16 bits

/** The first byte of memory that the caller may lay out; before it is a row of column sums, see `double`. */
export function free(): usize {
  return __heap_base;
}

// @ts-ignore: decorator
@inline
function two(p: v128, c: v128, q: v128, d: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(p, c), i32x4.dot_i16x8_s(q, d));
}

// @ts-ignore: decorator
@inline
function narrow(lo: v128, hi: v128, half: v128, bits: i32): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(lo, half), bits),
    i32x4.shr_s(i32x4.add(hi, half), bits),
  );
}

// @ts-ignore: decorator
@inline
function row(i: usize): v128 {
  return v128.load(BLOCK + (i << 4));
}

// @ts-ignore: decorator
@inline
function put(i: usize, value: v128): void {
  v128.store(BLOCK + (i << 4), value);
}

// Rows become columns, in place.
// @ts-ignore: decorator
@inline
function transpose(): void {
  const a0 = row(0), a1 = row(1), a2 = row(2), a3 = row(3);
  const a4 = row(4), a5 = row(5), a6 = row(6), a7 = row(7);
  const b0 = low(a0, a4), b1 = high(a0, a4), b2 = low(a1, a5), b3 = high(a1, a5);
  const b4 = low(a2, a6), b5 = high(a2, a6), b6 = low(a3, a7), b7 = high(a3, a7);
  const c0 = low(b0, b4), c1 = high(b0, b4), c2 = low(b1, b5), c3 = high(b1, b5);
  const c4 = low(b2, b6), c5 = high(b2, b6), c6 = low(b3, b7), c7 = high(b3, b7);
  put(0, low(c0, c4));
  put(1, high(c0, c4));
  put(2, low(c1, c5));
  put(3, high(c1, c5));
  put(4, low(c2, c6));
  put(5, high(c2, c6));
  put(6, low(c3, c7));
  put(7, high(c3, c7));
}

// Down the columns: the first pass keeps 2 bits more, the second takes them off.
// @ts-ignore: decorator
@inline
function forward(first: bool): void {
  const a0 = row(0), a1 = row(1), a2 = row(2), a3 = row(3);
  const a4 = row(4), a5 = row(5), a6 = row(6), a7 = row(7);
  const s0 = i16x8.add(a0, a7), s1 = i16x8.add(a1, a6);
  const s2 = i16x8.add(a2, a5), s3 = i16x8.add(a3, a4);
  const d0 = i16x8.sub(a0, a7), d1 = i16x8.sub(a1, a6);
  const d2 = i16x8.sub(a2, a5), d3 = i16x8.sub(a3, a4);
  const t0 = i16x8.add(s0, s3), t1 = i16x8.add(s1, s2);
  const t3 = i16x8.sub(s0, s3), t2 = i16x8.sub(s1, s2);
  const sum = i16x8.add(t0, t1), gap = i16x8.sub(t0, t1);
  const two16 = i16x8.splat(2);
  put(0, first ? i16x8.shl(sum, 2) : i16x8.shr_s(i16x8.add(sum, two16), 2));
  put(4, first ? i16x8.shl(gap, 2) : i16x8.shr_s(i16x8.add(gap, two16), 2));
  const bits = first ? 11 : 15;
  const half = i32x4.splat(first ? 1 << 10 : 1 << 14);
  const el = low(t3, t2), eh = high(t3, t2);
  const c2 = pair(10703, 4433), c6 = pair(4433, -10704);
  put(2, narrow(i32x4.dot_i16x8_s(el, c2), i32x4.dot_i16x8_s(eh, c2), half, bits));
  put(6, narrow(i32x4.dot_i16x8_s(el, c6), i32x4.dot_i16x8_s(eh, c6), half, bits));
  const pl = low(d0, d1), ph = high(d0, d1), ql = low(d2, d3), qh = high(d2, d3);
  const p1 = pair(11363, 9633), q1 = pair(6437, 2260);
  const p3 = pair(9633, -2259), q3 = pair(-11362, -6436);
  const p5 = pair(6437, -11362), q5 = pair(2261, 9633);
  const p7 = pair(2260, -6436), q7 = pair(9633, -11363);
  put(1, narrow(two(pl, p1, ql, q1), two(ph, p1, qh, q1), half, bits));
  put(3, narrow(two(pl, p3, ql, q3), two(ph, p3, qh, q3), half, bits));
  put(5, narrow(two(pl, p5, ql, q5), two(ph, p5, qh, q5), half, bits));
  put(7, narrow(two(pl, p7, ql, q7), two(ph, p7, qh, q7), half, bits));
}

// A row's frequencies, 8 times too large, to levels: the nearest multiples of its steps, halves away from zero.
// A row of `steps`: 8 steps and 8 of 4 times the step in 16 bits, then 8 reciprocals of 8 times the step.
// @ts-ignore: decorator
@inline
function quantize(i: usize, steps: usize): void {
  const value = row(i);
  const sign = i16x8.shr_s(value, 15);
  const size = i16x8.add(i16x8.abs(value), v128.load(steps, 16));
  const near = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(size));
  const far = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(size));
  const level = i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.mul(near, v128.load(steps, 32))),
    i32x4.trunc_sat_f32x4_s(f32x4.mul(far, v128.load(steps, 48))),
  );
  put(i, i16x8.sub(v128.xor(level, sign), sign));
}

/** Each 8 x 8 block of a plane, both edges multiples of 8, through the frequencies and back. */
export function blocks(data: usize, width: i32, height: i32, steps: usize): void {
  const centre = i16x8.splat(128);
  const stride = <usize>width;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      const at = data + <usize>y * stride + <usize>x;
      for (let i: usize = 0; i < 8; i++)
        put(i, i16x8.sub(v128.load_ext<u8>(at + i * stride), centre));
      transpose();
      forward(true);
      transpose();
      forward(false);
      for (let i: usize = 0; i < 8; i++) quantize(i, steps + (i << 6));
      inverseBlock(BLOCK, steps, 64, at, stride);
    }
  }
}

// @ts-ignore: decorator
@inline
function storeBytes(dst: usize, lo: v128, hi: v128): void {
  const words = i16x8.narrow_i32x4_s(i32x4.shr_s(lo, 16), i32x4.shr_s(hi, 16));
  v128.store_lane<u64>(dst, i8x16.narrow_i16x8_u(words, words), 0);
}

// @ts-ignore: decorator
@inline
function both(p: v128, c: v128, alone: v128, add: v128): v128 {
  return i32x4.add(i32x4.add(i32x4.dot_i16x8_s(p, c), i32x4.shl(alone, 15)), add);
}

/** A row of RGB pixels to rows of Y, Cb and Cr. */
export function split(luma: usize, blue: usize, red: usize, src: usize, width: i32): void {
  const half = i32x4.splat(1 << 15);
  const centre = i32x4.splat((128 << 16) + (1 << 15) - 1);
  for (let x = 0; x < width; x += 8, src += 24, luma += 8, blue += 8, red += 8) {
    const m = v128.load(src);
    const n = v128.load(src, 8);
    const r = v128.or(
      i8x16.swizzle(m, i8x16(0, -1, 3, -1, 6, -1, 9, -1, 12, -1, 15, -1, -1, -1, -1, -1)),
      i8x16.swizzle(n, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 10, -1, 13, -1)),
    );
    const g = v128.or(
      i8x16.swizzle(m, i8x16(1, -1, 4, -1, 7, -1, 10, -1, 13, -1, -1, -1, -1, -1, -1, -1)),
      i8x16.swizzle(n, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 8, -1, 11, -1, 14, -1)),
    );
    const b = v128.or(
      i8x16.swizzle(m, i8x16(2, -1, 5, -1, 8, -1, 11, -1, 14, -1, -1, -1, -1, -1, -1, -1)),
      i8x16.swizzle(n, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 9, -1, 12, -1, 15, -1)),
    );
    const rgl = low(r, g), rgh = high(r, g), bgl = low(b, g), bgh = high(b, g);
    // 38470 does not fit in 16 bits: green comes in two halves
    const forRed = pair(19595, 19235), forBlue = pair(7471, 19235);
    storeBytes(luma,
      i32x4.add(two(rgl, forRed, bgl, forBlue), half),
      i32x4.add(two(rgh, forRed, bgh, forBlue), half));
    const toBlue = pair(-11059, -21709), toRed = pair(-5329, -27439);
    storeBytes(blue,
      both(rgl, toBlue, i32x4.extend_low_i16x8_s(b), centre),
      both(rgh, toBlue, i32x4.extend_high_i16x8_s(b), centre));
    storeBytes(red,
      both(bgl, toRed, i32x4.extend_low_i16x8_s(r), centre),
      both(bgh, toRed, i32x4.extend_high_i16x8_s(r), centre));
  }
}

/** The means of 2 x 2 values of two rows; remainders are dropped and kept in turns. */
export function halve(dst: usize, src: usize, stride: usize, width: i32): void {
  const bias = i16x8(1, 2, 1, 2, 1, 2, 1, 2);
  for (let x = 0; x < width; x += 8, dst += 8, src += 16) {
    const sum = i16x8.add(
      i16x8.extadd_pairwise_i8x16_u(v128.load(src)),
      i16x8.extadd_pairwise_i8x16_u(v128.load(src + stride)),
    );
    const mean = i16x8.shr_u(i16x8.add(sum, bias), 2);
    v128.store_lane<u64>(dst, i8x16.narrow_i16x8_u(mean, mean), 0);
  }
}

/** A row of `2 * wide` values from the row of `wide` that it lies in and the one beside that. */
export function double(line: usize, dst: usize, near: usize, far: usize, wide: i32): void {
  doubleBoth(line, dst, near, far, wide);
}

/** Rows of Y, Cb and Cr to a row of RGB pixels. */
export function join(dst: usize, luma: usize, blue: usize, red: usize, width: i32): void {
  joinRow(dst, luma, blue, red, width);
}
