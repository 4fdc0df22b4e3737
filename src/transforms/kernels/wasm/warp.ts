// AssemblyScript, see resample.ts beside this file. Pillow's warps of bytes, bit for bit the loops of
// ../warp-bytes.ts and ../nearest-affine.ts: the same double-precision steps, two lanes at a time.
// Loads of a pixel take 4 bytes whatever its channels: the caller leaves slack after the source.

// Source places of a row's pixels; one place more may be written.
function places(xs: usize, ys: usize, width: i32, y: i32, map: usize, tilted: bool): void {
  const down = <f64>y + 0.5;
  const a = f64x2.splat(load<f64>(map));
  const b = f64x2.splat(load<f64>(map, 8) * down);
  const c = f64x2.splat(load<f64>(map, 16));
  const d = f64x2.splat(load<f64>(map, 24));
  const e = f64x2.splat(load<f64>(map, 32) * down);
  const f = f64x2.splat(load<f64>(map, 40));
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  let at = f64x2(0.5, 1.5);
  if (tilted) {
    const g = f64x2.splat(load<f64>(map, 48));
    const h = f64x2.splat(load<f64>(map, 56) * down);
    for (let x = 0; x < width; x += 2, xs += 16, ys += 16) {
      const depth = f64x2.add(f64x2.add(f64x2.mul(g, at), h), one);
      v128.store(xs, f64x2.div(f64x2.add(f64x2.add(f64x2.mul(a, at), b), c), depth));
      v128.store(ys, f64x2.div(f64x2.add(f64x2.add(f64x2.mul(d, at), e), f), depth));
      at = f64x2.add(at, two);
    }
  } else {
    for (let x = 0; x < width; x += 2, xs += 16, ys += 16) {
      v128.store(xs, f64x2.add(f64x2.add(f64x2.mul(a, at), b), c));
      v128.store(ys, f64x2.add(f64x2.add(f64x2.mul(d, at), e), f));
      at = f64x2.add(at, two);
    }
  }
}

// Adding 3 * 2^51 to a whole number leaves it in the low bits, negative ones in two's complement.
const WHOLE: f64 = 6755399441055744;
const OUTSIDE: i32 = -1;
const EDGE: i32 = -2;

// @ts-ignore: decorator
@inline
function within(v: v128, from: f64, to: f64): v128 {
  return v128.and(f64x2.ge(v, f64x2.splat(from)), f64x2.lt(v, f64x2.splat(to)));
}

// From places to spots: the pixel that a place falls in, counted along the source, or OUTSIDE.
function nearestSpots(xs: usize, ys: usize, spots: usize, width: i32, w: i32, h: i32): void {
  const outside = f64x2.splat(<f64>OUTSIDE);
  for (let x = 0; x < width; x += 2, xs += 16, ys += 16, spots += 16) {
    const px = v128.load(xs);
    const py = v128.load(ys);
    const inside = v128.and(within(px, 0, <f64>w), within(py, 0, <f64>h));
    const at = f64x2.add(f64x2.mul(f64x2.floor(py), f64x2.splat(<f64>w)), f64x2.floor(px));
    const spot = v128.bitselect(at, outside, inside);
    v128.store(spots, f64x2.add(spot, f64x2.splat(WHOLE)));
  }
}

// The same for the pixel up and left of a place, and how far the place lies from its centre; EDGE where
// the neighbours, `margin` more of them on each side, are not all there.
function mixedSpots(
  xs: usize,
  ys: usize,
  spots: usize,
  dxs: usize,
  dys: usize,
  width: i32,
  w: i32,
  h: i32,
  margin: i32,
): void {
  const half = f64x2.splat(0.5);
  const outside = f64x2.splat(<f64>OUTSIDE);
  const edge = f64x2.splat(<f64>EDGE);
  const right = <f64>(w - 1 - margin);
  const bottom = <f64>(h - 1 - margin);
  for (let x = 0; x < width; x += 2, xs += 16, ys += 16, spots += 16, dxs += 16, dys += 16) {
    const px = v128.load(xs);
    const py = v128.load(ys);
    const inside = v128.and(within(px, 0, <f64>w), within(py, 0, <f64>h));
    const fx = f64x2.sub(px, half);
    const fy = f64x2.sub(py, half);
    const ix = f64x2.floor(fx);
    const iy = f64x2.floor(fy);
    v128.store(dxs, f64x2.sub(fx, ix));
    v128.store(dys, f64x2.sub(fy, iy));
    const inner = v128.and(within(ix, <f64>margin, right), within(iy, <f64>margin, bottom));
    const at = f64x2.add(f64x2.mul(iy, f64x2.splat(<f64>w)), ix);
    const spot = v128.bitselect(at, v128.bitselect(edge, outside, inside), inner);
    v128.store(spots, f64x2.add(spot, f64x2.splat(WHOLE)));
  }
}

// @ts-ignore: decorator
@inline
function put(channels: i32, dst: usize, pixel: u32): void {
  if (channels == 4) store<u32>(dst, pixel);
  else if (channels == 1) store<u8>(dst, pixel);
  else {
    store<u16>(dst, pixel);
    if (channels == 3) store<u8>(dst, pixel >> 16, 2);
  }
}

// The bytes of a pixel as four whole numbers.
// @ts-ignore: decorator
@inline
function pixel(src: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(src)));
}

// @ts-ignore: decorator
@inline
function low(v: v128): v128 {
  return f64x2.convert_low_i32x4_s(v);
}

// @ts-ignore: decorator
@inline
function high(v: v128): v128 {
  return f64x2.convert_low_i32x4_s(v128.shuffle<i32>(v, v, 2, 3, 2, 3));
}

// Fractions of values in [0, 256) cut off: four bytes.
// @ts-ignore: decorator
@inline
function bytes(lo: v128, hi: v128): u32 {
  const a = f64x2.add(f64x2.floor(lo), f64x2.splat(WHOLE));
  const b = f64x2.add(f64x2.floor(hi), f64x2.splat(WHOLE));
  return i32x4.extract_lane(v128.shuffle<u8>(a, b, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24), 0);
}

// @ts-ignore: decorator
@inline
function cut(v: v128): v128 {
  return f64x2.pmin(f64x2.splat(255), f64x2.pmax(f64x2.splat(0), v));
}

// Pixel k of the row that starts with these bytes, as four whole numbers.
// @ts-ignore: decorator
@inline
function spread(channels: i32, k: i32, row: v128): v128 {
  if (channels == 4) {
    if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1));
    if (k == 1) return i8x16.swizzle(row, i8x16(4, -1, -1, -1, 5, -1, -1, -1, 6, -1, -1, -1, 7, -1, -1, -1));
    if (k == 2) return i8x16.swizzle(row, i8x16(8, -1, -1, -1, 9, -1, -1, -1, 10, -1, -1, -1, 11, -1, -1, -1));
    return i8x16.swizzle(row, i8x16(12, -1, -1, -1, 13, -1, -1, -1, 14, -1, -1, -1, 15, -1, -1, -1));
  }
  if (channels == 3) {
    if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, -1, -1, -1, -1));
    if (k == 1) return i8x16.swizzle(row, i8x16(3, -1, -1, -1, 4, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1));
    if (k == 2) return i8x16.swizzle(row, i8x16(6, -1, -1, -1, 7, -1, -1, -1, 8, -1, -1, -1, -1, -1, -1, -1));
    return i8x16.swizzle(row, i8x16(9, -1, -1, -1, 10, -1, -1, -1, 11, -1, -1, -1, -1, -1, -1, -1));
  }
  if (k == 0) return i8x16.swizzle(row, i8x16(0, -1, -1, -1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  if (k == 1) return i8x16.swizzle(row, i8x16(2, -1, -1, -1, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  if (k == 2) return i8x16.swizzle(row, i8x16(4, -1, -1, -1, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  return i8x16.swizzle(row, i8x16(6, -1, -1, -1, 7, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
}

// @ts-ignore: decorator
@inline
function mix(a: v128, step: v128, d: v128): v128 {
  return f64x2.add(a, f64x2.mul(step, d));
}

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
function linearInner(channels: i32, a: usize, stride: usize, x: v128, y: v128): u32 {
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
function linearEdge(channels: i32, src: usize, w: i32, h: i32, px: f64, py: f64, x: v128, y: v128): u32 {
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

// @ts-ignore: decorator
@inline
function clip(at: i32, size: i32): i32 {
  return at < 0 ? 0 : at < size ? at : size - 1;
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
function cubicInner(channels: i32, a: usize, stride: usize, x: v128, y: v128): u32 {
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
function cubicEdge(channels: i32, src: usize, w: i32, h: i32, px: f64, py: f64, x: v128, y: v128): u32 {
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

// Where the arrays of a row lie: each `PER` bytes a pixel, one after the other.
const PER: i32 = 8;

// One row: 0 nearest, 1 bilinear, 2 bicubic. What lies outside stays.
// @ts-ignore: decorator
@inline
function row(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  xs: usize,
  pitch: usize,
): void {
  const ys = xs + pitch;
  const spots = ys + pitch;
  const dxs = spots + pitch;
  const dys = dxs + pitch;
  const stride = w * channels;
  if (mode == 0) nearestSpots(xs, ys, spots, width, w, h);
  else mixedSpots(xs, ys, spots, dxs, dys, width, w, h, mode - 1);
  for (let at: usize = 0; at < <usize>(width * PER); at += PER, dst += channels) {
    const spot = load<i32>(spots + at);
    if (spot == OUTSIDE) continue;
    const from = src + spot * channels;
    if (mode == 0) {
      put(channels, dst, load<u32>(from));
      continue;
    }
    const x = v128.load64_splat(dxs + at);
    const y = v128.load64_splat(dys + at);
    if (mode == 1) {
      if (spot != EDGE) put(channels, dst, linearInner(channels, from, stride, x, y));
      else put(channels, dst, linearEdge(channels, src, w, h, load<f64>(xs + at), load<f64>(ys + at), x, y));
    } else {
      const first = from - stride - channels;
      if (spot != EDGE) put(channels, dst, cubicInner(channels, first, stride, x, y));
      else put(channels, dst, cubicEdge(channels, src, w, h, load<f64>(xs + at), load<f64>(ys + at), x, y));
    }
  }
}

// @ts-ignore: decorator
@inline
function rows(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  height: i32,
  map: usize,
  tilted: bool,
  xs: usize,
  pitch: usize,
): void {
  for (let y = 0; y < height; y++, dst += width * channels) {
    places(xs, xs + pitch, width, y, map, tilted);
    row(mode, channels, dst, src, w, h, width, xs, pitch);
  }
}

/**
 * All rows of `dst`, [height, width, channels], from `src`, [h, w, channels], under the map. At `xs` lie
 * five arrays of a row, `pitch` bytes each.
 */
export function warp(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  height: i32,
  map: usize,
  tilted: bool,
  xs: usize,
  pitch: usize,
): void {
  if (mode == 0) {
    if (channels == 1) rows(0, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(0, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(0, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(0, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  } else if (mode == 1) {
    if (channels == 1) rows(1, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(1, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(1, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(1, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  } else {
    if (channels == 1) rows(2, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(2, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(2, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(2, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  }
}

// @ts-ignore: decorator
@inline
function steps(
  channels: i32,
  dst: usize,
  end: usize,
  src: usize,
  w: i32,
  x: i32,
  y: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 3) {
    // The fourth byte goes where the next pixel will.
    for (const last = end - 3; dst < last; dst += 3, x += stepX, y += stepY)
      store<u32>(dst, load<u32>(src + ((y >> 16) * w + (x >> 16)) * 3));
  }
  for (; dst < end; dst += channels, x += stepX, y += stepY)
    put(channels, dst, load<u32>(src + ((y >> 16) * w + (x >> 16)) * channels));
}

/** A run of pixels inside the source, at places in 16.16 fixed point. */
export function run(
  channels: i32,
  dst: usize,
  end: usize,
  src: usize,
  w: i32,
  x: i32,
  y: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 1) steps(1, dst, end, src, w, x, y, stepX, stepY);
  else if (channels == 2) steps(2, dst, end, src, w, x, y, stepX, stepY);
  else if (channels == 3) steps(3, dst, end, src, w, x, y, stepX, stepY);
  else steps(4, dst, end, src, w, x, y, stepX, stepY);
}

/** Colours times alpha, in place, as ../premultiply.ts; `channels` 2 or 4, `end` may be passed by 7 bytes. */
export function weigh(channels: i32, at: usize, end: usize): void {
  for (; at < end; at += 8) {
    const v = i16x8.extend_low_i8x16_u(v128.load64_zero(at));
    const by = channels == 4 ? v128.shuffle<i16>(v, v, 3, 3, 3, 3, 7, 7, 7, 7) : v128.shuffle<i16>(v, v, 1, 1, 3, 3, 5, 5, 7, 7);
    // alpha times 255 is rounded to alpha
    const own = channels == 4 ? i16x8(0, 0, 0, -1, 0, 0, 0, -1) : i16x8(0, -1, 0, -1, 0, -1, 0, -1);
    const product = i16x8.add(i16x8.mul(v, v128.bitselect(i16x8.splat(255), by, own)), i16x8.splat(128));
    const rounded = i16x8.shr_u(i16x8.add(i16x8.shr_u(product, 8), product), 8);
    store<u64>(at, i64x2.extract_lane(i8x16.narrow_i16x8_u(rounded, rounded), 0));
  }
}

/** The way back, in place: 255 * c / a in single precision, which no whole quotient is near enough to trip. */
export function unweigh(channels: i32, at: usize, end: usize): void {
  for (; at < end; at += channels) {
    const alpha = <u32>load<u8>(at + channels - 1);
    if (alpha == 0 || alpha == 255) continue;
    if (channels == 2) {
      const grey = (255 * <u32>load<u8>(at)) / alpha;
      store<u8>(at, grey > 255 ? 255 : grey);
      continue;
    }
    const colours = f32x4.mul(f32x4.convert_i32x4_s(pixel(at)), f32x4.splat(255));
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.div(colours, f32x4.splat(<f32>alpha)));
    const words = i16x8.narrow_i32x4_s(whole, whole);
    const bytes = i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
    store<u32>(at, (bytes & 0xffffff) | (alpha << 24));
  }
}

const TILE: i32 = 32;

// Output rows [height, width] whose pixels come from `first` on, `stepX` and `stepY` pixels apart, in
// tiles whose source stays in the cache.
// @ts-ignore: decorator
@inline
function tiles(
  channels: i32,
  dst: usize,
  src: usize,
  height: i32,
  width: i32,
  first: i32,
  stepX: i32,
  stepY: i32,
): void {
  for (let top = 0; top < height; top += TILE) {
    const bottom = min(height, top + TILE);
    for (let left = 0; left < width; left += TILE) {
      const right = min(width, left + TILE);
      for (let y = top; y < bottom; y++) {
        let s = src + (first + y * stepY + left * stepX) * channels;
        const end = dst + (y * width + right) * channels;
        for (let d = dst + (y * width + left) * channels; d < end; d += channels) {
          put(channels, d, load<u32>(s));
          s += stepX * channels;
        }
      }
    }
  }
}

/** Pixels of 1 to 4 bytes turned by a right angle, see ../quarter-turns.ts. */
export function turn(
  channels: i32,
  dst: usize,
  src: usize,
  height: i32,
  width: i32,
  first: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 1) tiles(1, dst, src, height, width, first, stepX, stepY);
  else if (channels == 2) tiles(2, dst, src, height, width, first, stepX, stepY);
  else if (channels == 3) tiles(3, dst, src, height, width, first, stepX, stepY);
  else tiles(4, dst, src, height, width, first, stepX, stepY);
}
