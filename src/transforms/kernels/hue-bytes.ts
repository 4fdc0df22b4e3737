import { identityTable } from "./byte-tables.ts";
import { shiftHueSimd } from "./color-simd.ts";

// Pillow's HSV in bytes (its Convert.c follows Python's colorsys). h = trunc(255 * hue),
// s = trunc(255 * (max - min) / max), v = max; and back with p = v (1 - s), m = q or t of the sextant.

// In which channel of the result v, p and m stand, for each sextant of the hue.
const placesOfV = Uint8Array.of(0, 1, 1, 2, 2, 0);
const placesOfP = Uint8Array.of(2, 2, 0, 0, 1, 1);
const placesOfM = Uint8Array.of(1, 0, 2, 1, 0, 2);

/**
 * Turns the hue of RGB or RGBA bytes by `shift` of 256 steps through Pillow's 8-bit HSV, each byte
 * going through `table` first where there is one; alpha becomes 255, as HSV has none. `out` may be
 * `src`.
 */
export function shiftHueBytesInto(
  out: Uint8Array,
  src: Uint8Array,
  channels: number,
  table: Uint8Array | undefined,
  shift: number,
): void {
  if (channels !== 3 || !shiftHueSimd(out, src, table, shift))
    plainShiftHueInto(out, src, channels, table ?? identityTable(), shift);
}

/** The same without kernels. */
export function plainShiftHueInto(
  out: Uint8Array,
  src: Uint8Array,
  channels: number,
  table: Uint8Array,
  shift: number,
): void {
  const { sextants, weights } = hueTables(shift);
  for (let i = 0; i < src.length; i += channels) {
    const r = table[src[i]!]!;
    const g = table[src[i + 1]!]!;
    const b = table[src[i + 2]!]!;
    const max = r > g ? (r > b ? r : b) : g > b ? g : b;
    const range = max - (r < g ? (r < b ? r : b) : g < b ? g : b);
    if (range === 0) {
      out[i] = out[i + 1] = out[i + 2] = max;
      continue;
    }
    let hue: number;
    if (r === max) hue = Math.fround((max - b) / range) - Math.fround((max - g) / range);
    else if (g === max) hue = 2 + Math.fround((max - r) / range) - Math.fround((max - b) / range);
    else hue = 4 + Math.fround((max - g) / range) - Math.fround((max - r) / range);
    const turn = Math.fround(hue) / 6 + 1;
    const h = (Math.fround(turn >= 1 ? turn - 1 : turn) * 255) | 0;
    const s = Math.fround((((range * 255) / max) | 0) / 255);
    const sextant = sextants[h]!;
    out[i + placesOfV[sextant]!] = max;
    out[i + placesOfP[sextant]!] = (max * (1 - s) + 0.5) | 0;
    out[i + placesOfM[sextant]!] = (max * (1 - s * weights[h]!) + 0.5) | 0;
  }
  if (channels === 4) for (let i = 3; i < src.length; i += 4) out[i] = 255;
}

// For each byte of hue, before the shift: the sextant after it, and the weight of s in m: the place
// f inside the sextant where it is odd (q), 1 - f where it is even (t).
function hueTables(shift: number): { sextants: Uint8Array; weights: Float64Array } {
  const sextants = new Uint8Array(256);
  const weights = new Float64Array(256);
  for (let h = 0; h < 256; h++) {
    const six = (((h + shift) & 255) * 6) / 255;
    const sextant = Math.floor(six);
    const f = Math.fround(six - sextant);
    sextants[h] = sextant % 6;
    weights[h] = sextant % 2 === 1 ? f : 1 - f;
  }
  return { sextants, weights };
}
