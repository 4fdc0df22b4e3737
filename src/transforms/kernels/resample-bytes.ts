import type { Taps } from "./filters.ts";

// Pillow's 8-bit resampling: weights in 22-bit fixed point (32 bits less 8 for the pixel and 2 for
// overshoot), each pass starts from one half and is shifted back and clipped to a byte.
const bits = 22;
const half = 1 << (bits - 1);

function fixedWeights({ weights }: Taps): Int32Array {
  return Int32Array.from(weights, (w) => Math.trunc(w * (1 << bits) + (w < 0 ? -0.5 : 0.5)));
}

/** Resamples along x: `[height, width, c]` to `[height, taps' size, c]`. */
export function resampleBytesX(
  src: Uint8Array,
  width: number,
  channels: number,
  taps: Taps,
): Uint8Array {
  const height = src.length / (width * channels);
  const outWidth = taps.starts.length;
  const buffer = new ArrayBuffer(height * outWidth * channels);
  const out = new Uint8ClampedArray(buffer);
  const weights = fixedWeights(taps);
  if (channels === 3) rowsOf3(out, src, width, height, taps, weights);
  else rowsOfAny(out, src, width, height, channels, taps, weights);
  return new Uint8Array(buffer);
}

function rowsOf3(
  out: Uint8ClampedArray,
  src: Uint8Array,
  width: number,
  height: number,
  { starts, counts, stride }: Taps,
  weights: Int32Array,
): void {
  const outWidth = starts.length;
  for (let y = 0, o = 0; y < height; y++) {
    const row = y * width * 3;
    for (let x = 0; x < outWidth; x++, o += 3) {
      let s = row + starts[x]! * 3;
      let r = half;
      let g = half;
      let b = half;
      const end = x * stride + counts[x]!;
      for (let k = x * stride; k < end; k++, s += 3) {
        const weight = weights[k]!;
        r = (r + Math.imul(src[s]!, weight)) | 0;
        g = (g + Math.imul(src[s + 1]!, weight)) | 0;
        b = (b + Math.imul(src[s + 2]!, weight)) | 0;
      }
      out[o] = r >> bits;
      out[o + 1] = g >> bits;
      out[o + 2] = b >> bits;
    }
  }
}

function rowsOfAny(
  out: Uint8ClampedArray,
  src: Uint8Array,
  width: number,
  height: number,
  channels: number,
  { starts, counts, stride }: Taps,
  weights: Int32Array,
): void {
  const outWidth = starts.length;
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      const first = (y * width + starts[x]!) * channels;
      const end = x * stride + counts[x]!;
      for (let c = 0; c < channels; c++, o++) {
        let sum = half;
        for (let k = x * stride, s = first + c; k < end; k++, s += channels)
          sum = (sum + Math.imul(src[s]!, weights[k]!)) | 0;
        out[o] = sum >> bits;
      }
    }
  }
}

/** Resamples along y: `[height, rowLength]` to `[taps' size, rowLength]`, row after row of sums. */
export function resampleBytesY(src: Uint8Array, rowLength: number, taps: Taps): Uint8Array {
  const { starts, counts, stride } = taps;
  const outHeight = starts.length;
  const buffer = new ArrayBuffer(outHeight * rowLength);
  const out = new Uint8ClampedArray(buffer);
  const weights = fixedWeights(taps);
  const sums = new Int32Array(rowLength);
  for (let y = 0, o = 0; y < outHeight; y++, o += rowLength) {
    sums.fill(half);
    for (let k = 0; k < counts[y]!; k++) {
      const weight = weights[y * stride + k]!;
      const row = (starts[y]! + k) * rowLength;
      for (let i = 0; i < rowLength; i++)
        sums[i] = (sums[i]! + Math.imul(src[row + i]!, weight)) | 0;
    }
    for (let i = 0; i < rowLength; i++) out[o + i] = sums[i]! >> bits;
  }
  return new Uint8Array(buffer);
}
