import type { Taps } from "./filters.ts";

// Pillow's 8-bit resampling: weights in 22-bit fixed point (32 bits less 8 for the pixel and 2 for
// overshoot), each pass starts from one half and is shifted back and clipped to a byte.
const bits = 22;
const half = 1 << (bits - 1);

function fixedWeights({ weights }: Taps): Int32Array {
  const out = new Int32Array(weights.length);
  for (let i = 0; i < out.length; i++) out[i] = fixedPoint(weights[i]!);
  return out;
}

/** A weight with 22 fraction bits, halves away from zero. */
export function fixedPoint(weight: number): number {
  return (weight * (1 << bits) + (weight < 0 ? -0.5 : 0.5)) | 0;
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

/** Resamples along y: `[height, rowLength]` to `[taps' size, rowLength]`, four source rows at once. */
export function resampleBytesY(src: Uint8Array, rowLength: number, taps: Taps): Uint8Array {
  const { starts, counts, stride } = taps;
  const outHeight = starts.length;
  const buffer = new ArrayBuffer(outHeight * rowLength);
  const out = new Uint8ClampedArray(buffer);
  const weights = fixedWeights(taps);
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < outHeight; y++) {
    const count = counts[y]!;
    const row = starts[y]! * rowLength;
    const last = (count - 1) & ~3; // where the last group of up to four begins
    sums.fill(half);
    for (let k = 0; k < last; k += 4)
      addRows(sums, src, row + k * rowLength, weights, y * stride + k);
    const left = count - last;
    finishRow(
      out,
      y * rowLength,
      sums,
      src,
      row + last * rowLength,
      left,
      weights,
      y * stride + last,
    );
  }
  return new Uint8Array(buffer);
}

function addRows(
  sums: Int32Array,
  src: Uint8Array,
  row: number,
  weights: Int32Array,
  k: number,
): void {
  const length = sums.length;
  const [r1, r2, r3] = [row + length, row + 2 * length, row + 3 * length];
  const [w0, w1, w2, w3] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
  for (let i = 0; i < length; i++) {
    const near = Math.imul(src[row + i]!, w0) + Math.imul(src[r1 + i]!, w1);
    const far = Math.imul(src[r2 + i]!, w2) + Math.imul(src[r3 + i]!, w3);
    sums[i] = (sums[i]! + near + far) | 0;
  }
}

// The last one to four rows, and the shift back to bytes; rows that are not there weigh 0.
function finishRow(
  out: Uint8ClampedArray,
  o: number,
  sums: Int32Array,
  src: Uint8Array,
  row: number,
  count: number,
  weights: Int32Array,
  k: number,
): void {
  const length = sums.length;
  const r1 = count > 1 ? row + length : row;
  const r2 = count > 2 ? row + 2 * length : row;
  const r3 = count > 3 ? row + 3 * length : row;
  const w0 = weights[k]!;
  const w1 = count > 1 ? weights[k + 1]! : 0;
  const w2 = count > 2 ? weights[k + 2]! : 0;
  const w3 = count > 3 ? weights[k + 3]! : 0;
  for (let i = 0; i < length; i++) {
    const near = Math.imul(src[row + i]!, w0) + Math.imul(src[r1 + i]!, w1);
    const far = Math.imul(src[r2 + i]!, w2) + Math.imul(src[r3 + i]!, w3);
    out[o + i] = (sums[i]! + near + far) >> bits;
  }
}
