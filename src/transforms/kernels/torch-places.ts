import type { Size } from "../../sample/index.ts";
import { linspace } from "../../util/linspace.ts";
import type { AffineMatrix } from "./affine-matrix.ts";
import type { Coefficients, Places } from "./places.ts";

/**
 * The places of torchvision's tensor path: `affine_grid` and `grid_sample` in float32, where whole
 * numbers are pixel centres. Nearest neighbours hang on single bits, so every rounding is torch's:
 * `f` rounds each step, and a product within a sum is not rounded (fused multiply and add).
 */
const f = Math.fround;

// torch multiplies matrices of fewer than 400 / 6 rows in a plain loop, without fused steps.
const isSmall = ([height, width]: Size): boolean => 6 * height * width < 400;

// A grid place in [-1, 1] to pixels: ((g + 1) * n - 1) / 2.
const toPixels = (grid: number, half: number): number => f(f(grid + 1) * half - 0.5);

/** Pixels about the middle: `-(n - 1) / 2 ... (n - 1) / 2`. */
function centred(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => i - (length - 1) / 2);
}

// One row of a 3-column matrix product: x * a + y * b + c for all x, with torch's roundings.
type Line = (y: number, out: Float64Array) => void;

function line(at: Float64Array, [a, b, c]: readonly number[], small: boolean): Line {
  const products = at.map((x) => f(x * a!));
  const lopsided = [a!, b!].some((value) => value !== 0 && Math.abs(value) < 1e-10);
  return (y, out) => {
    const down = y * b!;
    if (small) for (let x = 0; x < out.length; x++) out[x] = f(f(products[x]! + f(down)) + c!);
    else if (lopsided)
      for (let x = 0; x < out.length; x++) out[x] = f(sumOnce(down, products[x]!) + c!);
    else for (let x = 0; x < out.length; x++) out[x] = f(f(down + products[x]!) + c!);
  };
}

/**
 * The sum of two doubles in float32, rounded once. Where one is a speck beside the other (a right
 * angle's cosine is 6e-17), the double sum may fall on the middle between two floats and hide on which
 * side the true sum lies; the sum's own error tells.
 */
function sumOnce(a: number, b: number): number {
  const sum = a + b;
  const near = f(sum);
  const far = near + 2 * (sum - near);
  if (near === sum || f(far) !== far) return near;
  const t = sum - a;
  const error = a - (sum - t) + (b - t);
  if (error === 0) return near;
  return error > 0 ? Math.max(near, far) : Math.min(near, far);
}

/** Places under `matrix`, whose origin is the middle of the input and of the output. */
export function torchAffine(matrix: AffineMatrix, [height, width]: Size, outSize: Size): Places {
  const m = matrix.map(f);
  const [halfX, halfY] = [width / 2, height / 2];
  const [across, down] = [centred(outSize[1]), centred(outSize[0])];
  const small = isSmall(outSize);
  const lineX = line(
    across,
    m.slice(0, 3).map((value) => f(value / halfX)),
    small,
  );
  const lineY = line(
    across,
    m.slice(3).map((value) => f(value / halfY)),
    small,
  );
  return (y, xs, ys) => {
    lineX(down[y]!, xs);
    lineY(down[y]!, ys);
    for (let x = 0; x < xs.length; x++) {
      xs[x] = toPixels(xs[x]!, halfX);
      ys[x] = toPixels(ys[x]!, halfY);
    }
  };
}

/** Places under a perspective map of pixel centres `0.5 ... n - 0.5`. */
export function torchPerspective(map: Coefficients, size: Size): Places {
  const m = map.map(f);
  const [halfX, halfY] = [size[1] / 2, size[0] / 2];
  const across = Float64Array.from({ length: size[1] }, (_, i) => i + 0.5);
  const small = isSmall(size);
  const lineX = line(
    across,
    m.slice(0, 3).map((value) => f(value / halfX)),
    small,
  );
  const lineY = line(
    across,
    m.slice(3, 6).map((value) => f(value / halfY)),
    small,
  );
  const depth = line(across, [m[6]!, m[7]!, 1], small);
  const depths = new Float64Array(size[1]);
  return (y, xs, ys) => {
    lineX(y + 0.5, xs);
    lineY(y + 0.5, ys);
    depth(y + 0.5, depths);
    for (let x = 0; x < xs.length; x++) {
      xs[x] = toPixels(f(f(xs[x]! / depths[x]!) - 1), halfX);
      ys[x] = toPixels(f(f(ys[x]! / depths[x]!) - 1), halfY);
    }
  };
}

/** Places moved by `[height, width, 2]` displacements (x, then y) in units of half the image. */
export function torchElastic(displacement: Float32Array, [height, width]: Size): Places {
  const [gridX, gridY] = [identityGrid(width), identityGrid(height)];
  return (y, xs, ys) => {
    for (let x = 0, d = y * width * 2; x < xs.length; x++, d += 2) {
      xs[x] = toPixels(f(gridX[x]! + displacement[d]!), width / 2);
      ys[x] = toPixels(f(gridY[y]! + displacement[d + 1]!), height / 2);
    }
  };
}

/** The grid places of pixel centres, `(1 - n) / n ... (n - 1) / n`, as `torch.linspace` rounds them. */
export function identityGrid(n: number): Float32Array {
  return n === 1 ? new Float32Array(1) : Float32Array.from(linspace((1 - n) / n, (n - 1) / n, n));
}
