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

// Fractions cut off, then cut to a byte.
// @ts-ignore: decorator
@inline
function bytes(lo: v128, hi: v128): u32 {
  const a = i32x4.trunc_sat_f64x2_s_zero(lo);
  const b = i32x4.trunc_sat_f64x2_s_zero(hi);
  const words = i16x8.narrow_i32x4_s(v128.shuffle<i32>(a, b, 0, 1, 4, 5), a);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
}

// @ts-ignore: decorator
@inline
function mix(a: v128, step: v128, d: v128): v128 {
  return f64x2.add(a, f64x2.mul(step, d));
}

// @ts-ignore: decorator
@inline
function linear(channels: i32, a: usize, right: usize, down: usize, dx: f64, dy: f64): u32 {
  if (channels == 1) {
    const next = right != 0;
    const upper = next ? <u32>load<u16>(a) : <u32>load<u8>(a) * 257;
    const lower = next ? <u32>load<u16>(a + down) : <u32>load<u8>(a + down) * 257;
    const all = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(upper | (lower << 16))));
    const both = v128.shuffle<i32>(all, all, 0, 2, 0, 2);
    const step = i32x4.sub(v128.shuffle<i32>(all, all, 1, 3, 1, 3), both);
    const sides = mix(low(both), low(step), f64x2.splat(dx));
    const above = f64x2.extract_lane(sides, 0);
    return <u32>(<i32>(above + (f64x2.extract_lane(sides, 1) - above) * dy));
  }
  const p = pixel(a);
  const q = pixel(a + down);
  const pStep = i32x4.sub(pixel(a + right), p);
  const qStep = i32x4.sub(pixel(a + down + right), q);
  const x = f64x2.splat(dx);
  const y = f64x2.splat(dy);
  const above = mix(low(p), low(pStep), x);
  const lo = mix(above, f64x2.sub(mix(low(q), low(qStep), x), above), y);
  if (channels == 2) return bytes(lo, lo);
  const over = mix(high(p), high(pStep), x);
  return bytes(lo, mix(over, f64x2.sub(mix(high(q), high(qStep), x), over), y));
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

// Four bytes of a row, at the places x0 to x3; neighbours where x0 + 3 = x3.
// @ts-ignore: decorator
@inline
function four(row: usize, x0: i32, x1: i32, x2: i32, x3: i32): u32 {
  if (x0 + 3 == x3) return load<u32>(row + x0);
  const first = <u32>load<u8>(row + x0) | (<u32>load<u8>(row + x1) << 8);
  return first | (<u32>load<u8>(row + x2) << 16) | (<u32>load<u8>(row + x3) << 24);
}

// Byte k of each of four words as four whole numbers.
// @ts-ignore: decorator
@inline
function column(k: i32, words: v128): v128 {
  return v128.and(i32x4.shr_u(words, 8 * k), i32x4.splat(255));
}

// @ts-ignore: decorator
@inline
function curved(
  channels: i32,
  src: usize,
  w: i32,
  h: i32,
  ix: i32,
  iy: i32,
  dx: f64,
  dy: f64,
): u32 {
  const r0 = src + clip(iy - 1, h) * w * channels;
  const r1 = src + clip(iy, h) * w * channels;
  const r2 = src + clip(iy + 1, h) * w * channels;
  const r3 = src + clip(iy + 2, h) * w * channels;
  const x0 = clip(ix - 1, w) * channels;
  const x1 = clip(ix, w) * channels;
  const x2 = clip(ix + 1, w) * channels;
  const x3 = clip(ix + 2, w) * channels;
  const x = f64x2.splat(dx);
  const y = f64x2.splat(dy);
  if (channels == 1) {
    let words = i32x4.splat(four(r0, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 1, four(r1, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 2, four(r2, x0, x1, x2, x3));
    words = i32x4.replace_lane(words, 3, four(r3, x0, x1, x2, x3));
    const a = column(0, words);
    const b = column(1, words);
    const c = column(2, words);
    const e = column(3, words);
    const first = across(0, a, b, c, e, x);
    const last = across(1, a, b, c, e, x);
    const v0 = v128.shuffle<i64>(first, first, 0, 0);
    const v1 = v128.shuffle<i64>(first, first, 1, 1);
    const v2 = v128.shuffle<i64>(last, last, 0, 0);
    const v3 = v128.shuffle<i64>(last, last, 1, 1);
    const value = cubic(v0, v1, v2, v3, y);
    return bytes(value, value);
  }
  const a0 = pixel(r0 + x0);
  const b0 = pixel(r0 + x1);
  const c0 = pixel(r0 + x2);
  const e0 = pixel(r0 + x3);
  const a1 = pixel(r1 + x0);
  const b1 = pixel(r1 + x1);
  const c1 = pixel(r1 + x2);
  const e1 = pixel(r1 + x3);
  const a2 = pixel(r2 + x0);
  const b2 = pixel(r2 + x1);
  const c2 = pixel(r2 + x2);
  const e2 = pixel(r2 + x3);
  const a3 = pixel(r3 + x0);
  const b3 = pixel(r3 + x1);
  const c3 = pixel(r3 + x2);
  const e3 = pixel(r3 + x3);
  const lo = cubic(
    across(0, a0, b0, c0, e0, x),
    across(0, a1, b1, c1, e1, x),
    across(0, a2, b2, c2, e2, x),
    across(0, a3, b3, c3, e3, x),
    y,
  );
  if (channels == 2) return bytes(lo, lo);
  const hi = cubic(
    across(1, a0, b0, c0, e0, x),
    across(1, a1, b1, c1, e1, x),
    across(1, a2, b2, c2, e2, x),
    across(1, a3, b3, c3, e3, x),
    y,
  );
  return bytes(lo, hi);
}

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
  ys: usize,
): void {
  const right = <f64>w;
  const bottom = <f64>h;
  for (const end = xs + 8 * width; xs < end; xs += 8, ys += 8, dst += channels) {
    const px = load<f64>(xs);
    const py = load<f64>(ys);
    if (!(px >= 0 && px < right && py >= 0 && py < bottom)) continue;
    if (mode == 0) {
      put(channels, dst, load<u32>(src + (<i32>py * w + <i32>px) * channels));
      continue;
    }
    const fx = px - 0.5;
    const fy = py - 0.5;
    const ix = fx < 0 ? -1 : <i32>fx;
    const iy = fy < 0 ? -1 : <i32>fy;
    const dx = fx - <f64>ix;
    const dy = fy - <f64>iy;
    if (mode == 2) {
      put(channels, dst, curved(channels, src, w, h, ix, iy, dx, dy));
      continue;
    }
    const at = src + ((iy < 0 ? 0 : iy * w) + (ix < 0 ? 0 : ix)) * channels;
    const step = ix >= 0 && ix + 1 < w ? channels : 0;
    const down = iy >= 0 && iy + 1 < h ? w * channels : 0;
    put(channels, dst, linear(channels, at, step, down, dx, dy));
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
  ys: usize,
): void {
  for (let y = 0; y < height; y++, dst += width * channels) {
    places(xs, ys, width, y, map, tilted);
    row(mode, channels, dst, src, w, h, width, xs, ys);
  }
}

/** All rows of `dst`, [height, width, channels], from `src`, [h, w, channels], under the map. */
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
  ys: usize,
): void {
  if (mode == 0) {
    if (channels == 1) rows(0, 1, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 2) rows(0, 2, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 3) rows(0, 3, dst, src, w, h, width, height, map, tilted, xs, ys);
    else rows(0, 4, dst, src, w, h, width, height, map, tilted, xs, ys);
  } else if (mode == 1) {
    if (channels == 1) rows(1, 1, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 2) rows(1, 2, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 3) rows(1, 3, dst, src, w, h, width, height, map, tilted, xs, ys);
    else rows(1, 4, dst, src, w, h, width, height, map, tilted, xs, ys);
  } else {
    if (channels == 1) rows(2, 1, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 2) rows(2, 2, dst, src, w, h, width, height, map, tilted, xs, ys);
    else if (channels == 3) rows(2, 3, dst, src, w, h, width, height, map, tilted, xs, ys);
    else rows(2, 4, dst, src, w, h, width, height, map, tilted, xs, ys);
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
