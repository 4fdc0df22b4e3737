// AssemblyScript, see resample.ts beside this file. The steps of ../jpeg-dct.ts, ../jpeg-blocks.ts,
// ../jpeg-color.ts and ../jpeg-sampling.ts for 8 values at once, bit for bit.
//
// The cosine transform's sums of products have no rounding inside, so each output is one sum over its
// inputs with whole constants: an instruction multiplies two 16-bit inputs by two constants and adds.
// Rows of 8 values are read and written to the end of their block or group: the caller leaves slack.

const BLOCK: usize = 0; // 8 rows of 8 values of 16 bits
const LINE: usize = 128; // a row of column sums, see `double`

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

// Constants for the first and the second of each pair.
// @ts-ignore: decorator
@inline
function pair(a: i16, b: i16): v128 {
  return i16x8(a, b, a, b, a, b, a, b);
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

// Down the columns; products lose `bits` fraction bits.
// @ts-ignore: decorator
@inline
function inverse(bits: i32): void {
  const a0 = row(0), a1 = row(1), a2 = row(2), a3 = row(3);
  const a4 = row(4), a5 = row(5), a6 = row(6), a7 = row(7);
  const half = i32x4.splat(1 << (bits - 1));
  const zl = low(a0, a4), zh = high(a0, a4), el = low(a2, a6), eh = high(a2, a6);
  const plus = pair(8192, 8192), minus = pair(8192, -8192);
  const c3 = pair(10703, 4433), c2 = pair(4433, -10704);
  const ul = i32x4.add(i32x4.dot_i16x8_s(zl, plus), half);
  const uh = i32x4.add(i32x4.dot_i16x8_s(zh, plus), half);
  const vl = i32x4.add(i32x4.dot_i16x8_s(zl, minus), half);
  const vh = i32x4.add(i32x4.dot_i16x8_s(zh, minus), half);
  const t3l = i32x4.dot_i16x8_s(el, c3), t3h = i32x4.dot_i16x8_s(eh, c3);
  const t2l = i32x4.dot_i16x8_s(el, c2), t2h = i32x4.dot_i16x8_s(eh, c2);
  const pl = low(a1, a3), ph = high(a1, a3), ql = low(a5, a7), qh = high(a5, a7);
  const p0 = pair(11363, 9633), q0 = pair(6437, 2260);
  const p1 = pair(9633, -2259), q1 = pair(-11362, -6436);
  const p2 = pair(6437, -11362), q2 = pair(2261, 9633);
  const p3 = pair(2260, -6436), q3 = pair(9633, -11363);
  sumAndGap(0, 7, i32x4.add(ul, t3l), i32x4.add(uh, t3h), two(pl, p0, ql, q0), two(ph, p0, qh, q0), bits);
  sumAndGap(1, 6, i32x4.add(vl, t2l), i32x4.add(vh, t2h), two(pl, p1, ql, q1), two(ph, p1, qh, q1), bits);
  sumAndGap(2, 5, i32x4.sub(vl, t2l), i32x4.sub(vh, t2h), two(pl, p2, ql, q2), two(ph, p2, qh, q2), bits);
  sumAndGap(3, 4, i32x4.sub(ul, t3l), i32x4.sub(uh, t3h), two(pl, p3, ql, q3), two(ph, p3, qh, q3), bits);
}

// A row's frequencies, 8 times too large, to the nearest multiples of its steps, halves away from zero.
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
  put(i, i16x8.mul(i16x8.sub(v128.xor(level, sign), sign), v128.load(steps)));
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
      inverse(11);
      transpose();
      inverse(18);
      transpose();
      for (let i: usize = 0; i < 8; i++) {
        const value = i16x8.add_sat_s(row(i), centre);
        v128.store_lane<u64>(at + i * stride, i8x16.narrow_i16x8_u(value, value), 0);
      }
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
export function double(dst: usize, near: usize, far: usize, wide: i32): void {
  const three = i16x8.splat(3);
  const line = LINE + 16;
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
export function join(dst: usize, luma: usize, blue: usize, red: usize, width: i32): void {
  const half = i32x4.splat(1 << 15);
  const centre = i16x8.splat(128);
  for (let x = 0; x < width; x += 8, dst += 24, luma += 8, blue += 8, red += 8) {
    const y = v128.load_ext<u8>(luma);
    const cb = i16x8.sub(v128.load_ext<u8>(blue), centre);
    const cr = i16x8.sub(v128.load_ext<u8>(red), centre);
    const cl = low(cb, cr), ch = high(cb, cr);
    const r = tint(i16x8.add(y, cr), cl, ch, pair(0, 26345), half);
    const g = tint(i16x8.sub(y, cr), cl, ch, pair(-22554, 18734), half);
    const b = tint(i16x8.add(y, i16x8.add(cb, cb)), cl, ch, pair(-14942, 0), half);
    const rg = i8x16.narrow_i16x8_u(r, g);
    const bb = i8x16.narrow_i16x8_u(b, b);
    v128.store(dst,
      v128.shuffle<i8>(rg, bb, 0, 8, 16, 1, 9, 17, 2, 10, 18, 3, 11, 19, 4, 12, 20, 5));
    v128.store_lane<u64>(dst,
      v128.shuffle<i8>(rg, bb, 13, 21, 6, 14, 22, 7, 15, 23, 0, 0, 0, 0, 0, 0, 0, 0), 0, 16);
  }
}
