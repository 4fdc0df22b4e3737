// AssemblyScript, see resample.ts beside this file. Sums of two products of float32 values, four at a
// time, each step rounded. Loops run past the end by less than 64 bytes: the caller leaves slack.

/** `a * share + b * rest` for `count` values. */
export function blend(dst: usize, a: usize, b: usize, count: i32, share: f32, rest: f32): void {
  const s = f32x4.splat(share);
  const r = f32x4.splat(rest);
  for (const end = dst + 4 * count; dst < end; dst += 64, a += 64, b += 64) {
    for (let k: usize = 0; k < 64; k += 16) {
      const own = f32x4.mul(v128.load(a + k), s);
      v128.store(dst + k, f32x4.add(f32x4.mul(v128.load(b + k), r), own));
    }
  }
}
