import { uninitialized } from "./allocate.ts";
import { powerInto } from "./power.ts";

/**
 * `value * scale + offset`, cut to 0..1; scales and offsets have one value, or one for each of the
 * channels that lie side by side. `out` may be `src`.
 */
export function affineFloatsInto(
  out: Float32Array,
  src: Float32Array,
  scales: readonly number[],
  offsets: readonly number[],
): void {
  const channels = scales.length;
  if (channels === 3) affineThreeInto(out, src, scales, offsets);
  else
    for (let c = 0; c < channels; c++) {
      const scale = scales[c]!;
      const offset = offsets[c]!;
      for (let i = c; i < src.length; i += channels) {
        const value = src[i]! * scale + offset;
        out[i] = Math.max(0, Math.min(1, value));
      }
    }
}

function affineThreeInto(
  out: Float32Array,
  src: Float32Array,
  scales: readonly number[],
  offsets: readonly number[],
): void {
  const [a, b, c] = scales as [number, number, number];
  const [d, e, f] = offsets as [number, number, number];
  for (let i = 0; i < src.length; i += 3) {
    const x = src[i]! * a + d;
    const y = src[i + 1]! * b + e;
    const z = src[i + 2]! * c + f;
    out[i] = Math.max(0, Math.min(1, x));
    out[i + 1] = Math.max(0, Math.min(1, y));
    out[i + 2] = Math.max(0, Math.min(1, z));
  }
}

/** `1 - value`. */
export function invertFloats(src: Float32Array): Float32Array {
  const out = uninitialized(src.length);
  for (let i = 0; i < src.length; i++) out[i] = 1 - src[i]!;
  return out;
}

/** `1 - value` from `threshold` on, compared in float32 as torch compares. */
export function solarizeFloats(src: Float32Array, threshold: number): Float32Array {
  const out = uninitialized(src.length);
  const from = Math.fround(threshold);
  for (let i = 0; i < src.length; i++) out[i] = src[i]! >= from ? 1 - src[i]! : src[i]!;
  return out;
}

/** `floor(value * 2^bits) / 2^bits`, cut to 0..1 - 2^-bits. */
export function posterizeFloats(src: Float32Array, bits: number): Float32Array {
  const out = uninitialized(src.length);
  const levels = 2 ** bits;
  for (let i = 0; i < src.length; i++) {
    const level = Math.floor(src[i]! * levels);
    out[i] = (level < 0 ? 0 : level > levels - 1 ? levels - 1 : level) / levels;
  }
  return out;
}

/** `gain * value ** gamma`, cut to 0..1 only where there is a gain other than 1. */
export function gammaFloats(src: Float32Array, gamma: number, gain: number): Float32Array {
  const out = uninitialized(src.length);
  powerInto(out, src, gamma);
  if (gain !== 1) affineFloatsInto(out, out, [gain], [0]);
  return out;
}

/** Floats 0..1 as bytes: `trunc(255.999 * value)`, as torchvision converts them. */
export function bytesFromFloats(src: Float32Array): Uint8Array {
  const out = new Uint8ClampedArray(src.length);
  const scale = Math.fround(255 + 1 - 1e-3);
  for (let i = 0; i < src.length; i++) out[i] = Math.trunc(Math.fround(src[i]! * scale));
  return new Uint8Array(out.buffer);
}

/** `byte / 255`. */
export function floatsFromBytes(src: Uint8Array): Float32Array {
  const out = uninitialized(src.length);
  for (let i = 0; i < src.length; i++) out[i] = src[i]! / 255;
  return out;
}

/** The smallest and largest value of each channel. */
export function floatRanges(src: Float32Array, channels: number): [low: number, high: number][] {
  return Array.from({ length: channels }, (_, c) => {
    let low = src[c]!;
    let high = low;
    for (let i = c; i < src.length; i += channels) {
      const value = src[i]!;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    return [low, high];
  });
}
