// AssemblyScript, see resample.ts beside this file. Float32 values one by one, four at a time.
//
// Loops read and write past the end by less than 48 bytes: the caller leaves slack. A comparison with
// NaN is false, so that NaN passes all cuts.

// @ts-ignore: decorator
@inline
function unit(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(1));
}

// @ts-ignore: decorator
@inline
function along(x: v128, low: v128, scale: v128, add: v128): v128 {
  return unit(f32x4.add(f32x4.mul(f32x4.sub(x, low), scale), add));
}

/**
 * `(x - low) * scale + add`, cut to 0..1. At `maps` lie 12 values of low, 12 of scale and 12 of add:
 * those of one channel or three, over and over. Up to 11 floats more are read and written.
 */
export function affine(dst: usize, src: usize, count: i32, maps: usize): void {
  const l0 = v128.load(maps);
  const l1 = v128.load(maps, 16);
  const l2 = v128.load(maps, 32);
  const s0 = v128.load(maps, 48);
  const s1 = v128.load(maps, 64);
  const s2 = v128.load(maps, 80);
  const a0 = v128.load(maps, 96);
  const a1 = v128.load(maps, 112);
  const a2 = v128.load(maps, 128);
  for (const end = src + 4 * count; src < end; src += 48, dst += 48) {
    v128.store(dst, along(v128.load(src), l0, s0, a0));
    v128.store(dst, along(v128.load(src, 16), l1, s1, a1), 16);
    v128.store(dst, along(v128.load(src, 32), l2, s2, a2), 32);
  }
}

/** `1 - x` from `from` on. */
export function solarize(dst: usize, src: usize, count: i32, from: f32): void {
  const f = f32x4.splat(from);
  const one = f32x4.splat(1);
  for (const end = src + 4 * count; src < end; src += 16, dst += 16) {
    const x = v128.load(src);
    v128.store(dst, v128.bitselect(f32x4.sub(one, x), x, f32x4.ge(x, f)));
  }
}

/** `floor(x * levels) / levels`, cut to 0..1 - 1 / levels; levels is a power of two. */
export function posterize(dst: usize, src: usize, count: i32, levels: f32): void {
  const l = f32x4.splat(levels);
  const most = f32x4.splat(levels - 1);
  const part = f32x4.splat(1 / levels);
  for (const end = src + 4 * count; src < end; src += 16, dst += 16) {
    const level = f32x4.floor(f32x4.mul(v128.load(src), l));
    const cut = f32x4.pmin(f32x4.pmax(level, f32x4.splat(0)), most);
    v128.store(dst, f32x4.mul(cut, part));
  }
}

/** 12 smallest values and then 12 largest, of one channel or three, at `ends`; `count` is a multiple of 12. */
export function extremes(src: usize, count: i32, ends: usize): void {
  let l0 = v128.load(ends);
  let l1 = v128.load(ends, 16);
  let l2 = v128.load(ends, 32);
  let h0 = v128.load(ends, 48);
  let h1 = v128.load(ends, 64);
  let h2 = v128.load(ends, 80);
  for (const end = src + 4 * count; src < end; src += 48) {
    const x = v128.load(src);
    const y = v128.load(src, 16);
    const z = v128.load(src, 32);
    l0 = f32x4.pmin(l0, x);
    l1 = f32x4.pmin(l1, y);
    l2 = f32x4.pmin(l2, z);
    h0 = f32x4.pmax(h0, x);
    h1 = f32x4.pmax(h1, y);
    h2 = f32x4.pmax(h2, z);
  }
  v128.store(ends, l0);
  v128.store(ends, l1, 16);
  v128.store(ends, l2, 32);
  v128.store(ends, h0, 48);
  v128.store(ends, h1, 64);
  v128.store(ends, h2, 80);
}

// Three rows' values one above the other.
// @ts-ignore: decorator
@inline
function column(at: usize, stride: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(at - stride), v128.load(at)), v128.load(at + stride));
}

/**
 * `blur + factor * (x - blur)`, cut to 0..1, with the blur [1 1 1; 1 5 1; 1 1 1] / 13 over neighbours
 * `c` bytes apart along a row of `stride` bytes; `src` is the first of `rows` rows with one more above
 * and below. The first and last `c` bytes of each row are not meant: the caller puts its own there.
 */
export function sharpen(dst: usize, src: usize, stride: usize, rows: i32, c: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  const four = f32x4.splat(4);
  const part = f32x4.splat(1.0 / 13.0);
  for (let y = 0; y < rows; y++) {
    for (let x = c; x < stride - c; x += 16) {
      const at = src + x;
      const value = v128.load(at);
      const sides = f32x4.add(column(at - c, stride), column(at + c, stride));
      const sum = f32x4.add(f32x4.add(sides, column(at, stride)), f32x4.mul(four, value));
      const blur = f32x4.mul(sum, part);
      v128.store(dst + x, unit(f32x4.add(blur, f32x4.mul(f, f32x4.sub(value, blur)))));
    }
    dst += stride;
    src += stride;
  }
}
