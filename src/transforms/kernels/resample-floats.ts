import type { Taps } from "./filters.ts";
import { floatsXSimd, floatsYSimd } from "./resample-floats-simd.ts";

/**
 * Resamples along x by windows that lie inside the row: `[height, width, c]` to
 * `[height, taps' size, c]`; products and sums in float32, in the order of the taps.
 */
export function resampleFloatsX(
  src: Float32Array,
  width: number,
  channels: number,
  taps: Taps,
): Float32Array {
  return floatsXSimd(src, width, channels, taps) ?? plainX(src, width, channels, taps);
}

/** Resamples along y: `[height, rowLength]` to `[taps' size, rowLength]`, as along x. */
export function resampleFloatsY(src: Float32Array, rowLength: number, taps: Taps): Float32Array {
  return floatsYSimd(src, rowLength, taps) ?? plainY(src, rowLength, taps);
}

/** `resampleFloatsX` without SIMD. */
export function plainX(
  src: Float32Array,
  width: number,
  channels: number,
  { starts, counts, weights: exact, stride }: Taps,
): Float32Array {
  const weights = Float32Array.from(exact);
  const outWidth = starts.length;
  const out = new Float32Array((src.length / width) * outWidth);
  const rowLength = width * channels;
  for (let row = 0, o = 0; row < src.length; row += rowLength)
    for (let x = 0; x < outWidth; x++)
      for (let c = 0; c < channels; c++, o++) {
        let sum = 0;
        const end = x * stride + counts[x]!;
        for (let k = x * stride, s = row + starts[x]! * channels + c; k < end; k++, s += channels)
          sum = Math.fround(sum + Math.fround(src[s]! * weights[k]!));
        out[o] = sum;
      }
  return out;
}

/** `resampleFloatsY` without SIMD. */
export function plainY(
  src: Float32Array,
  rowLength: number,
  { starts, counts, weights: exact, stride }: Taps,
): Float32Array {
  const weights = Float32Array.from(exact);
  const out = new Float32Array(starts.length * rowLength);
  for (let y = 0; y < starts.length; y++) {
    const sums = out.subarray(y * rowLength, (y + 1) * rowLength);
    for (let k = 0; k < counts[y]!; k++) {
      const weight = weights[y * stride + k]!;
      const row = (starts[y]! + k) * rowLength;
      for (let i = 0; i < rowLength; i++)
        sums[i] = Math.fround(sums[i]! + Math.fround(src[row + i]! * weight));
    }
  }
  return out;
}

/**
 * Resamples along x: `[height, width, c]` to `[height, taps' size, c]`; sums in double precision.
 * Positions outside the row take the nearest pixel inside.
 */
export function interpolateFloatsX(
  src: Float32Array,
  width: number,
  channels: number,
  { starts, counts, weights, stride }: Taps,
): Float32Array {
  const height = src.length / (width * channels);
  const outWidth = starts.length;
  const out = new Float32Array(height * outWidth * channels);
  for (let y = 0, o = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < outWidth; x++) {
      for (let c = 0; c < channels; c++, o++) {
        let sum = 0;
        for (let k = 0; k < counts[x]!; k++) {
          const col = clamp(starts[x]! + k, width - 1);
          sum += src[(row + col) * channels + c]! * weights[x * stride + k]!;
        }
        out[o] = sum;
      }
    }
  }
  return out;
}

/** Resamples along y: `[height, rowLength]` to `[taps' size, rowLength]`, as along x. */
export function interpolateFloatsY(
  src: Float32Array,
  rowLength: number,
  { starts, counts, weights, stride }: Taps,
): Float32Array {
  const height = src.length / rowLength;
  const outHeight = starts.length;
  const out = new Float32Array(outHeight * rowLength);
  const sums = new Float64Array(rowLength);
  for (let y = 0; y < outHeight; y++) {
    sums.fill(0);
    for (let k = 0; k < counts[y]!; k++) {
      const weight = weights[y * stride + k]!;
      const row = clamp(starts[y]! + k, height - 1) * rowLength;
      for (let i = 0; i < rowLength; i++) sums[i] = sums[i]! + src[row + i]! * weight;
    }
    out.set(sums, y * rowLength);
  }
  return out;
}

function clamp(index: number, last: number): number {
  return index < 0 ? 0 : Math.min(index, last);
}
