import { uninitialized, uninitializedBytes } from "../../util/allocate.ts";
import { identityTable } from "./byte-tables.ts";
import { lumaSimd, lumaSumSimd } from "./color-simd.ts";
import { repeatThree } from "./repeat.ts";

// ITU-R 601 weights in 16 bits, rounded: 0.299, 0.587, 0.114; they add up to 65536. Pillow's own.
// luma = (19595 r + 38470 g + 7471 b + 32768) >> 16

/**
 * Grey bytes of pixels with 1 to 4 channels, as Pillow's `convert("L")`, each `times` (1 or 3) times
 * side by side; alpha is dropped.
 */
export function lumaBytes(src: Uint8Array, channels: number, times: 1 | 3 = 1): Uint8Array {
  const out = uninitializedBytes((src.length / channels) * times);
  if (channels === 3 && lumaSimd(out, src, times)) return out;
  const plain = plainLuma(src, channels);
  return times === 1 ? plain : repeatThree(plain);
}

/** `lumaBytes` without kernels, once. */
export function plainLuma(src: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array(src.length / channels);
  if (channels < 3) for (let i = 0, s = 0; i < out.length; i++, s += channels) out[i] = src[s]!;
  else
    for (let i = 0, s = 0; i < out.length; i++, s += channels)
      out[i] = (src[s]! * 19595 + src[s + 1]! * 38470 + src[s + 2]! * 7471 + 32768) >> 16;
  return out;
}

/** The mean of the grey bytes, rounded halves up; bytes go through `table` first where there is one. */
export function meanLuma(src: Uint8Array, channels: number, table?: Uint8Array): number {
  const fast = channels === 3 ? lumaSumSimd(src, table) : undefined;
  const sum = fast ?? plainLumaSum(src, channels, table ?? identityTable());
  return Math.floor(sum / (src.length / channels) + 0.5);
}

/** The sum of the grey bytes without kernels. */
export function plainLumaSum(src: Uint8Array, channels: number, table: Uint8Array): number {
  let sum = 0;
  if (channels < 3) for (let s = 0; s < src.length; s += channels) sum += table[src[s]!]!;
  else
    for (let s = 0; s < src.length; s += channels) {
      const weighted =
        table[src[s]!]! * 19595 + table[src[s + 1]!]! * 38470 + table[src[s + 2]!]! * 7471;
      sum += (weighted + 32768) >> 16;
    }
  return sum;
}

/** Grey floats `[h*w]` of RGB pixels with torchvision's weights. */
export function lumaFloats(src: Float32Array): Float32Array {
  const out = uninitialized(src.length / 3);
  for (let i = 0, s = 0; i < out.length; i++, s += 3)
    out[i] = 0.2989 * src[s]! + 0.587 * src[s + 1]! + 0.114 * src[s + 2]!;
  return out;
}
