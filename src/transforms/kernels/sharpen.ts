import { uninitialized, uninitializedBytes } from "../../util/allocate.ts";
import { blendSteps, strongest } from "./byte-tables.ts";
import { sharpenSimd } from "./color-simd.ts";
import { sharpenFloatsSimd } from "./floats-simd.ts";

// The blur is [1 1 1; 1 5 1; 1 1 1] / 13; border pixels have none and stay as they are.

/**
 * `blur + factor * (value - blur)` inside the border, blur rounded to a byte (Pillow's SMOOTH filter
 * and blend). Alpha, the last of 2 or 4 channels, stays.
 */
export function sharpenBytes(
  src: Uint8Array,
  width: number,
  channels: number,
  factor: number,
): Uint8Array {
  const stride = width * channels;
  const ratio = Math.min(factor, strongest);
  const out = uninitializedBytes(src.length);
  if (width < 3 || src.length < 3 * stride) out.set(src);
  else if (sharpenSimd(out, src, stride, channels, ratio)) {
    out.set(src.subarray(0, stride));
    out.set(src.subarray(src.length - stride), src.length - stride);
  } else plainSharpenInto(out, src, stride, channels, ratio);
  if (channels === 2 || channels === 4)
    for (let i = channels - 1; i < src.length; i += channels) out[i] = src[i]!;
  return out;
}

/** The same without kernels, alpha and all, for factors up to `strongest`. */
export function plainSharpenInto(
  out: Uint8Array,
  src: Uint8Array,
  stride: number,
  channels: number,
  factor: number,
): void {
  out.set(src);
  const clamped = new Uint8ClampedArray(out.buffer, out.byteOffset, out.length);
  const steps = blendSteps(factor);
  const thirteenths = roundedThirteenths();
  const columns = new Uint16Array(stride);
  for (let row = stride; row + stride < src.length; row += stride) {
    for (let x = 0, i = row; x < stride; x++, i++)
      columns[x] = src[i - stride]! + src[i]! + src[i + stride]!;
    for (let x = channels; x < stride - channels; x++) {
      const value = src[row + x]!;
      const sum = columns[x - channels]! + columns[x]! + columns[x + channels]! + 4 * value;
      const blur = thirteenths[sum]!;
      clamped[row + x] = Math.fround(blur + steps[255 + value - blur]!) | 0;
    }
  }
}

function roundedThirteenths(): Uint8Array {
  return Uint8Array.from({ length: 13 * 255 + 1 }, (_, sum) => Math.floor(sum / 13 + 0.5));
}

/** `sharpenBytes` for floats of at least 3 rows and columns, cut to 0..1, border and all. */
export function sharpenFloats(
  src: Float32Array,
  width: number,
  channels: number,
  factor: number,
): Float32Array {
  const stride = width * channels;
  const out = uninitialized(src.length);
  if (!sharpenFloatsSimd(out, src, stride, channels, factor))
    plainSharpenFloatsInto(out, src, stride, channels, factor);
  const last = src.length - stride;
  for (let row = 0; row <= last; row += stride) {
    const isBorder = row === 0 || row === last;
    cutInto(out, src, row, isBorder ? stride : channels);
    cutInto(out, src, row + stride - channels, channels);
  }
  return out;
}

function cutInto(out: Float32Array, src: Float32Array, start: number, count: number): void {
  for (let i = start; i < start + count; i++) out[i] = Math.max(0, Math.min(1, src[i]!));
}

/** The inner rows and columns without kernels. */
export function plainSharpenFloatsInto(
  out: Float32Array,
  src: Float32Array,
  stride: number,
  channels: number,
  factor: number,
): void {
  const columns = new Float64Array(stride);
  for (let row = stride; row + stride < src.length; row += stride) {
    for (let x = 0, i = row; x < stride; x++, i++)
      columns[x] = src[i - stride]! + src[i]! + src[i + stride]!;
    for (let x = channels; x < stride - channels; x++) {
      const middle = src[row + x]!;
      const sum = columns[x - channels]! + columns[x]! + columns[x + channels]! + 4 * middle;
      const blur = sum / 13;
      out[row + x] = Math.max(0, Math.min(1, blur + factor * (middle - blur)));
    }
  }
}
