import { blendSteps, identityTable, strongest } from "./byte-tables.ts";
import { saturateSimd } from "./color-simd.ts";

/**
 * `grey + factor * (value - grey)` for the colours of RGB or RGBA bytes, each byte going through
 * `table` first where there is one; Pillow's arithmetic in single precision, truncated. Alpha stays.
 * `out` may be `src`.
 */
export function saturateBytesInto(
  out: Uint8Array,
  src: Uint8Array,
  channels: number,
  table: Uint8Array | undefined,
  factor: number,
): void {
  const ratio = Math.min(factor, strongest);
  if (channels !== 3 || !saturateSimd(out, src, table, ratio))
    plainSaturateInto(out, src, channels, table ?? identityTable(), ratio);
}

/** The same without kernels, for factors up to `strongest`. */
export function plainSaturateInto(
  out: Uint8Array,
  src: Uint8Array,
  channels: number,
  table: Uint8Array,
  factor: number,
): void {
  const steps = blendSteps(factor);
  const clamped = new Uint8ClampedArray(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < src.length; i += channels) {
    const r = table[src[i]!]!;
    const g = table[src[i + 1]!]!;
    const b = table[src[i + 2]!]!;
    const grey = (r * 19595 + g * 38470 + b * 7471 + 32768) >> 16;
    const at = 255 - grey;
    clamped[i] = Math.fround(grey + steps[at + r]!) | 0;
    clamped[i + 1] = Math.fround(grey + steps[at + g]!) | 0;
    clamped[i + 2] = Math.fround(grey + steps[at + b]!) | 0;
  }
  if (channels === 4) for (let i = 3; i < src.length; i += 4) out[i] = src[i]!;
}

/** The same for RGB floats with torchvision's grey, cut to 0..1. `out` may be `src`. */
export function saturateFloatsInto(out: Float32Array, src: Float32Array, factor: number): void {
  const rest = 1 - factor;
  for (let i = 0; i < src.length; i += 3) {
    const grey = 0.2989 * src[i]! + 0.587 * src[i + 1]! + 0.114 * src[i + 2]!;
    for (let c = i; c < i + 3; c++) {
      const value = src[c]! * factor + grey * rest;
      out[c] = Math.max(0, Math.min(1, value));
    }
  }
}
