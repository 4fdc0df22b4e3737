/** RGBA bytes as RGB, whatever their alpha. */
export function dropAlpha(src: Uint8Array): Uint8Array {
  const out = new Uint8Array((src.length / 4) * 3);
  for (let s = 0, o = 0; s < src.length; s += 4, o += 3) {
    out[o] = src[s]!;
    out[o + 1] = src[s + 1]!;
    out[o + 2] = src[s + 2]!;
  }
  return out;
}
