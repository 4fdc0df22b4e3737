import { extremesSimd, histogramsSimd } from "./bytes-simd.ts";

/** How often each byte occurs in each channel. */
export function histograms(src: Uint8Array, channels: number): Int32Array[] {
  return (channels === 3 ? histogramsSimd(src) : undefined) ?? plainHistograms(src, channels);
}

/** The smallest and the largest byte of each channel. */
export function extremes(
  src: Uint8Array,
  channels: number,
): readonly (readonly [low: number, high: number])[] {
  const found = channels === 3 ? extremesSimd(src) : undefined;
  if (found !== undefined) return found;
  return plainHistograms(src, channels).map(
    (counts) => [counts.findIndex((n) => n > 0), counts.findLastIndex((n) => n > 0)] as const,
  );
}

/** `histograms` without kernels. */
export function plainHistograms(src: Uint8Array, channels: number): Int32Array[] {
  const all = Array.from({ length: channels }, () => new Int32Array(256));
  if (channels === 3) countThree(src, all[0]!, all[1]!, all[2]!);
  else
    for (const [c, counts] of all.entries())
      for (let i = c; i < src.length; i += channels) counts[src[i]!]!++;
  return all;
}

function countThree(src: Uint8Array, r: Int32Array, g: Int32Array, b: Int32Array): void {
  for (let i = 0; i < src.length; i += 3) {
    r[src[i]!]!++;
    g[src[i + 1]!]!++;
    b[src[i + 2]!]!++;
  }
}
