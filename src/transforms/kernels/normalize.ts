import { normalizeSimd } from "./planar-simd.ts";

/**
 * `(x - mean[c]) / std[c]` over planes of `size` values, channels repeating, in single precision
 * with a rounding after each step, as torch computes it in float32.
 */
export function normalizePlanes(
  src: Float32Array,
  size: number,
  mean: Float32Array,
  std: Float32Array,
): Float32Array {
  return normalizeSimd(src, size, mean, std) ?? plain(src, size, mean, std);
}

/** `normalizePlanes` without SIMD. */
export function plain(
  src: Float32Array,
  size: number,
  mean: Float32Array,
  std: Float32Array,
): Float32Array {
  const out = new Float32Array(src.length);
  for (let start = 0, plane = 0; start < src.length; start += size, plane++) {
    const m = mean[plane % mean.length]!;
    const s = std[plane % std.length]!;
    for (let i = start; i < start + size; i++) out[i] = Math.fround(src[i]! - m) / s;
  }
  return out;
}
