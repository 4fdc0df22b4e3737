import { alphaSimd } from "./alpha-simd.ts";

/**
 * Colours times alpha, as Pillow's RGBA to RGBa (and LA to La): `round(c * a / 255)` by Pillow's
 * integer rule. The last channel is alpha.
 */
export function premultiply(src: Uint8Array, channels: number): Uint8Array {
  const fast = channels === 4 ? alphaSimd(src, "premultiply") : undefined;
  return fast ?? plainPremultiply(src, channels);
}

/** `premultiply` without SIMD. */
export function plainPremultiply(src: Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array(src.length);
  for (let i = 0; i < src.length; i += channels) {
    const alpha = src[i + channels - 1]!;
    for (let c = 0; c < channels - 1; c++) {
      const product = src[i + c]! * alpha + 128;
      out[i + c] = ((product >> 8) + product) >> 8;
    }
    out[i + channels - 1] = alpha;
  }
  return out;
}

/** The way back, `min(255, floor(255 * c / a))`, colours kept where alpha is 0 or 255; in place. */
export function unpremultiplyInto(out: Uint8Array, channels: number): void {
  if (channels === 4 && alphaSimd(out, "unpremultiply", out) !== undefined) return;
  plainUnpremultiplyInto(out, channels);
}

/** `unpremultiplyInto` without SIMD. */
export function plainUnpremultiplyInto(out: Uint8Array, channels: number): void {
  for (let i = 0; i < out.length; i += channels) {
    const alpha = out[i + channels - 1]!;
    if (alpha === 0 || alpha === 255) continue;
    for (let c = 0; c < channels - 1; c++) {
      out[i + c] = Math.min(255, Math.trunc((255 * out[i + c]!) / alpha));
    }
  }
}
