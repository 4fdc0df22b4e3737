/** Turns the hue of RGB floats by `shift` of a full turn, as torchvision's tensors. `out` may be `src`. */
export function shiftHueFloatsInto(out: Float32Array, src: Float32Array, shift: number): void {
  for (let i = 0; i < src.length; i += 3) {
    const r = src[i]!;
    const g = src[i + 1]!;
    const b = src[i + 2]!;
    const max = r > g ? (r > b ? r : b) : g > b ? g : b;
    const range = max - (r < g ? (r < b ? r : b) : g < b ? g : b);
    if (range === 0) {
      out[i] = out[i + 1] = out[i + 2] = max;
      continue;
    }
    const sixths =
      r === max ? (g - b) / range : g === max ? 2 + (b - r) / range : 4 + (r - g) / range;
    const turn = sixths / 6 + 1 + shift;
    const six = 6 * (turn - Math.floor(turn));
    const sextant = Math.floor(six);
    const f = six - sextant;
    const s = range / max;
    const p = unit(max * (1 - s));
    const m = unit(max * (1 - s * (sextant % 2 === 1 ? f : 1 - f)));
    if (sextant === 1) setPixel(out, i, m, max, p);
    else if (sextant === 2) setPixel(out, i, p, max, m);
    else if (sextant === 3) setPixel(out, i, p, m, max);
    else if (sextant === 4) setPixel(out, i, m, p, max);
    else if (sextant === 5) setPixel(out, i, max, p, m);
    else setPixel(out, i, max, m, p);
  }
}

function unit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

function setPixel(out: Float32Array, i: number, r: number, g: number, b: number): void {
  out[i] = r;
  out[i + 1] = g;
  out[i + 2] = b;
}
