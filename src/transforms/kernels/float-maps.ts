import { uninitialized } from "../../util/allocate.ts";
import { affineSimd, posterizeSimd, rangesSimd, solarizeSimd } from "./floats-simd.ts";
import { powerInto } from "./power.ts";

/** `(value - low) * scale + add`; low and add are 0 by default. */
export interface AffineMap {
  readonly low?: number;
  readonly scale: number;
  readonly add?: number;
}

/** Values mapped, by one map or by one for each channel, and cut to 0..1. `out` may be `src`. */
export function affineFloatsInto(
  out: Float32Array,
  src: Float32Array,
  maps: readonly AffineMap[],
): void {
  if (!affineSimd(out, src, maps)) plainAffineInto(out, src, maps);
}

/** The same without kernels. */
export function plainAffineInto(
  out: Float32Array,
  src: Float32Array,
  maps: readonly AffineMap[],
): void {
  for (const [c, { low = 0, scale, add = 0 }] of maps.entries())
    for (let i = c; i < src.length; i += maps.length)
      out[i] = Math.max(0, Math.min(1, (src[i]! - low) * scale + add));
}

/** `1 - value`. */
export function invertFloats(src: Float32Array): Float32Array {
  return solarizeFloats(src, -Infinity);
}

/** `1 - value` from `threshold` on, compared in float32 as torch compares. */
export function solarizeFloats(src: Float32Array, threshold: number): Float32Array {
  const out = uninitialized(src.length);
  if (!solarizeSimd(out, src, threshold)) plainSolarizeInto(out, src, threshold);
  return out;
}

/** The same without kernels. */
export function plainSolarizeInto(out: Float32Array, src: Float32Array, threshold: number): void {
  const from = Math.fround(threshold);
  for (let i = 0; i < src.length; i++) out[i] = src[i]! >= from ? 1 - src[i]! : src[i]!;
}

/** `floor(value * 2^bits) / 2^bits`, cut to 0..1 - 2^-bits. */
export function posterizeFloats(src: Float32Array, bits: number): Float32Array {
  const out = uninitialized(src.length);
  if (!posterizeSimd(out, src, 2 ** bits)) plainPosterizeInto(out, src, 2 ** bits);
  return out;
}

/** The same without kernels. */
export function plainPosterizeInto(out: Float32Array, src: Float32Array, levels: number): void {
  for (let i = 0; i < src.length; i++) {
    const level = Math.floor(src[i]! * levels);
    out[i] = Math.max(0, Math.min(levels - 1, level)) / levels;
  }
}

/** `gain * value ** gamma`, cut to 0..1 only where there is a gain other than 1. */
export function gammaFloats(src: Float32Array, gamma: number, gain: number): Float32Array {
  const out = uninitialized(src.length);
  powerInto(out, src, gamma);
  if (gain !== 1) affineFloatsInto(out, out, [{ scale: gain }]);
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
  return rangesSimd(src, channels) ?? plainRanges(src, channels);
}

/** The same without kernels. */
export function plainRanges(src: Float32Array, channels: number): [low: number, high: number][] {
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
