// AssemblyScript, see resample.ts beside this file. The blur of ../gaussian.ts, bit for bit: float32
// values are summed in double precision, in the same order, eight values at a time. Loops run past the
// end of a row by less than 64 bytes: the caller leaves slack.

// @ts-ignore: decorator
@inline
function floats(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

// @ts-ignore: decorator
@inline
function more(sum: v128, weight: v128, a: v128, b: v128): v128 {
  return f64x2.add(sum, f64x2.mul(weight, f64x2.add(a, b)));
}

// @ts-ignore: decorator
@inline
function put(dst: usize, value: v128): void {
  v128.store_lane<u64>(dst, f32x4.demote_f64x2_zero(value), 0);
}

/**
 * A row of `count` sums of float32 values in double precision: `weights` from the middle outwards;
 * `rows` points at the offset of the middle row, those of its neighbours lie beside it.
 */
export function down(
  dst: usize,
  src: usize,
  rows: usize,
  count: i32,
  weights: usize,
  reach: i32,
): void {
  const middle = src + <usize>load<i32>(rows);
  for (let x = 0; x < count; x += 8) {
    const column = <usize>(x << 2);
    let w = v128.load64_splat(weights);
    const at = middle + column;
    let s0 = f64x2.mul(w, floats(at));
    let s1 = f64x2.mul(w, floats(at + 8));
    let s2 = f64x2.mul(w, floats(at + 16));
    let s3 = f64x2.mul(w, floats(at + 24));
    for (let k = 1; k <= reach; k++) {
      w = v128.load64_splat(weights + <usize>(k << 3));
      const a = src + <usize>load<i32>(rows - <usize>(k << 2)) + column;
      const b = src + <usize>load<i32>(rows + <usize>(k << 2)) + column;
      s0 = more(s0, w, floats(a), floats(b));
      s1 = more(s1, w, floats(a + 8), floats(b + 8));
      s2 = more(s2, w, floats(a + 16), floats(b + 16));
      s3 = more(s3, w, floats(a + 24), floats(b + 24));
    }
    v128.store(dst, s0);
    v128.store(dst, s1, 16);
    v128.store(dst, s2, 32);
    v128.store(dst, s3, 48);
    dst += 64;
  }
}

/** A row of `count` float32 sums of a line of doubles, whose neighbours are `step` bytes apart. */
export function across(
  dst: usize,
  line: usize,
  step: i32,
  count: i32,
  weights: usize,
  reach: i32,
): void {
  for (let x = 0; x < count; x += 8) {
    let w = v128.load64_splat(weights);
    let s0 = f64x2.mul(w, v128.load(line));
    let s1 = f64x2.mul(w, v128.load(line, 16));
    let s2 = f64x2.mul(w, v128.load(line, 32));
    let s3 = f64x2.mul(w, v128.load(line, 48));
    let a = line;
    let b = line;
    for (let k = 1; k <= reach; k++) {
      w = v128.load64_splat(weights + <usize>(k << 3));
      a -= <usize>step;
      b += <usize>step;
      s0 = more(s0, w, v128.load(a), v128.load(b));
      s1 = more(s1, w, v128.load(a, 16), v128.load(b, 16));
      s2 = more(s2, w, v128.load(a, 32), v128.load(b, 32));
      s3 = more(s3, w, v128.load(a, 48), v128.load(b, 48));
    }
    put(dst, s0);
    put(dst + 8, s1);
    put(dst + 16, s2);
    put(dst + 24, s3);
    dst += 32;
    line += 64;
  }
}
