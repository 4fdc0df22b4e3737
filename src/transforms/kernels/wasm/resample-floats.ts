// AssemblyScript, see resample.ts beside this file. Resampling of float32 in float32, each product and
// each sum rounded, taps in order: the plain loops of ../resample-floats.ts, a pixel or 16 values at once.

// @ts-ignore: decorator
@inline
function pixel(s: usize, step: usize, w: usize, end: usize): v128 {
  let sum = f32x4.splat(0);
  for (; w < end; w += 4, s += step)
    sum = f32x4.add(sum, f32x4.mul(v128.load(s), v128.load32_splat(w)));
  return sum;
}

// @ts-ignore: decorator
@inline
function value(s: usize, step: usize, w: usize, end: usize): f32 {
  let sum: f32 = 0;
  for (; w < end; w += 4, s += step) sum += load<f32>(s) * load<f32>(w);
  return sum;
}

/**
 * Along x, `c` channels: `starts` holds the byte offset of each position's first pixel, `counts` its
 * number of taps, `weights` a row of `stride` floats a position. Up to 8 bytes too many are written.
 */
export function floatsX(
  c: i32,
  dst: usize,
  src: usize,
  srcStride: usize,
  rows: i32,
  width: i32,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: i32,
): void {
  const step = c << 2;
  for (let y = 0; y < rows; y++) {
    let w = weights;
    for (let x = 0; x < width << 2; x += 4) {
      const s = src + load<u32>(starts + x);
      const end = w + (load<u32>(counts + x) << 2);
      if (c > 2) v128.store(dst, pixel(s, step, w, end));
      else for (let k = 0; k < step; k += 4) store<f32>(dst + k, value(s + k, step, w, end));
      dst += step;
      w += stride << 2;
    }
    src += srcStride;
  }
}

/** Along y, rows of `length` bytes; up to 60 bytes too many are read and written. */
export function floatsY(
  dst: usize,
  src: usize,
  length: usize,
  height: i32,
  starts: usize,
  counts: usize,
  weights: usize,
  stride: i32,
): void {
  for (let y = 0; y < height << 2; y += 4) {
    const row = src + load<u32>(starts + y);
    const end = weights + (load<u32>(counts + y) << 2);
    for (let x: usize = 0; x < length; x += 64) {
      let a = f32x4.splat(0);
      let b = a;
      let c = a;
      let d = a;
      let s = row + x;
      for (let w = weights; w < end; w += 4) {
        const weight = v128.load32_splat(w);
        a = f32x4.add(a, f32x4.mul(v128.load(s), weight));
        b = f32x4.add(b, f32x4.mul(v128.load(s, 16), weight));
        c = f32x4.add(c, f32x4.mul(v128.load(s, 32), weight));
        d = f32x4.add(d, f32x4.mul(v128.load(s, 48), weight));
        s += length;
      }
      v128.store(dst + x, a);
      v128.store(dst + x, b, 16);
      v128.store(dst + x, c, 32);
      v128.store(dst + x, d, 48);
    }
    dst += length;
    weights += stride << 2;
  }
}
