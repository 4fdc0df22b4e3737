import type { AffineMatrix, XY } from "./affine-matrix.ts";
import type { Coefficients } from "./places.ts";

/** Pairs `x, y, x, y, ...` under a matrix that is rounded to float32. */
export function affinePoints(pairs: Float32Array, matrix: AffineMatrix): Float32Array {
  const [a, b, c, d, e, f] = matrix.map(Math.fround) as unknown as AffineMatrix;
  const out = new Float32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 2) {
    const x = pairs[i]!;
    const y = pairs[i + 1]!;
    out[i] = a * x + b * y + c;
    out[i + 1] = d * x + e * y + f;
  }
  return out;
}

/** Pairs `x, y, x, y, ...` under a perspective map. */
export function perspectivePoints(pairs: Float32Array, map: Coefficients): Float32Array {
  const [a, b, c, d, e, f, g, h] = map.map(Math.fround) as unknown as Coefficients;
  const out = new Float32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 2) {
    const x = pairs[i]!;
    const y = pairs[i + 1]!;
    const depth = g * x + h * y + 1;
    out[i] = (a * x + b * y + c) / depth;
    out[i + 1] = (d * x + e * y + f) / depth;
  }
  return out;
}

/** The smallest x and the smallest y of pairs `x, y, x, y, ...`. */
export function lowest(pairs: Float32Array): XY {
  let [x, y] = [Infinity, Infinity];
  for (let i = 0; i < pairs.length; i += 2) {
    x = Math.min(x, pairs[i]!);
    y = Math.min(y, pairs[i + 1]!);
  }
  return [x, y];
}
