import type { Size } from "../../sample/index.ts";
import type { AffineMatrix } from "./affine-matrix.ts";

const f = Math.fround;

/**
 * The size that torchvision's tensor path gives a picture of `size` turned by `matrix` (output to
 * input, its origin the middle) with `expand`, in its float32 steps (fused products, see `torch-places`): corners are cut to four decimals
 * before they are rounded outwards.
 */
export function torchRotatedSize(matrix: AffineMatrix, [height, width]: Size): Size {
  const [a, b, c, d, e, g] = matrix.map(f) as unknown as AffineMatrix;
  const [x, y] = [width / 2, height / 2];
  const corners = [
    [-x, -y],
    [-x, y],
    [x, y],
    [x, -y],
  ] as const;
  const wide = extent(corners.map(([p, q]) => f(f(f(q * b + f(p * a)) + c) + x)));
  const tall = extent(corners.map(([p, q]) => f(f(f(q * e + f(p * d)) + g) + y)));
  return [tall, wide];
}

const tolerance = f(1e-4);
const cut = (value: number): number => f(Math.trunc(f(value / tolerance)) * tolerance);

function extent(values: readonly number[]): number {
  return Math.ceil(cut(Math.max(...values))) - Math.floor(cut(Math.min(...values)));
}
