import type { AffineMatrix } from "./affine-matrix.ts";

/**
 * Where a row of output pixels comes from: writes the source x and y of the pixels of row `y`, one
 * each to the two arrays.
 */
export type Places = (y: number, xs: Float64Array, ys: Float64Array) => void;

/** `[a, b, c, d, e, f, g, h]`: x goes to `(a x + b y + c) / (g x + h y + 1)`, y likewise by d, e, f. */
export type Coefficients = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Pillow's places under an affine map: pixel centres, where 0 is the outer edge of the first pixel. */
export function affinePlaces([a, b, c, d, e, f]: AffineMatrix): Places {
  return (y, xs, ys) => {
    const [rowX, rowY] = [b * (y + 0.5), e * (y + 0.5)];
    for (let x = 0; x < xs.length; x++) {
      const at = x + 0.5;
      xs[x] = a * at + rowX + c;
      ys[x] = d * at + rowY + f;
    }
  };
}

/** Pillow's places under a perspective map. */
export function perspectivePlaces([a, b, c, d, e, f, g, h]: Coefficients): Places {
  return (y, xs, ys) => {
    const down = y + 0.5;
    const [rowX, rowY, rowZ] = [b * down, e * down, h * down];
    for (let x = 0; x < xs.length; x++) {
      const at = x + 0.5;
      const depth = g * at + rowZ + 1;
      xs[x] = (a * at + rowX + c) / depth;
      ys[x] = (d * at + rowY + f) / depth;
    }
  };
}
