/** Source positions along one axis; -1 stands for "outside". The input of `gather`. */

/** `start, start + 1, ...`, -1 outside `[0, inSize)`: a crop. */
export function cropIndices(inSize: number, start: number, length: number): Int32Array {
  const out = new Int32Array(length);
  for (let i = 0, at = start; i < length; i++, at++) out[i] = at >= 0 && at < inSize ? at : -1;
  return out;
}

/** How a border is filled: a value; the edge pixel; a mirror without, or with, the edge pixel. */
export const paddingModes = ["constant", "edge", "reflect", "symmetric"] as const;
export type PaddingMode = (typeof paddingModes)[number];

/** Positions of an axis with `before` and `after` more pixels; mirrors repeat as NumPy's do. */
export function padIndices(
  inSize: number,
  before: number,
  after: number,
  mode: PaddingMode,
): Int32Array {
  const out = new Int32Array(before + inSize + after);
  for (let i = 0; i < out.length; i++) out[i] = padIndex(i - before, inSize, mode);
  return out;
}

function padIndex(at: number, size: number, mode: PaddingMode): number {
  if (at >= 0 && at < size) return at;
  switch (mode) {
    case "constant":
      return -1;
    case "edge":
      return at < 0 ? 0 : size - 1;
    case "reflect":
      return size === 1 ? 0 : mirror(at, 2 * size - 2, 0);
    case "symmetric":
      return mirror(at, 2 * size, 1);
    default:
      return mode satisfies never;
  }
}

// Folds a position into one period and reads its second half backwards.
function mirror(at: number, period: number, repeat: 0 | 1): number {
  const folded = ((at % period) + period) % period;
  return Math.min(folded, period - repeat - folded);
}

/** Pillow's nearest neighbour: pixel centres, the position summed up in double precision. */
export function pillowNearest(inSize: number, outSize: number): Int32Array {
  const scale = inSize / outSize;
  const out = new Int32Array(outSize);
  for (let i = 0, at = scale * 0.5; i < outSize; i++, at += scale)
    out[i] = Math.min(inSize - 1, Math.trunc(at));
  return out;
}

/** torch's nearest neighbour, `floor((i + offset) * scale)` in float32; offset 0.5 is its "exact" one. */
export function torchNearest(inSize: number, outSize: number, offset: 0 | 0.5): Int32Array {
  const scale = Math.fround(inSize / outSize);
  const out = new Int32Array(outSize);
  for (let i = 0; i < outSize; i++)
    out[i] = Math.min(inSize - 1, Math.floor(Math.fround((i + offset) * scale)));
  return out;
}
