import type { XY } from "./affine-matrix.ts";
import type { Coefficients } from "./places.ts";

/** Four corners: top left, top right, bottom right, bottom left. */
export type Corners = readonly [XY, XY, XY, XY];

/**
 * The map that takes each of `end` to its partner in `start`, in float32 as torchvision keeps it;
 * `null` if there is none, or more than one. `(a x + b y + c) - u (g x + h y) = u` for each end
 * `(x, y)` and start `(u, v)`, likewise for v: eight equations, solved in double precision. Coefficients
 * that should be 0 are 0 here, where LAPACK's least squares leaves torchvision some 1e-16.
 */
export function perspectiveCoefficients(start: Corners, end: Corners): Coefficients | null {
  const rows = end.flatMap(([x, y], i) => {
    const [u, v] = start[i]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  const solution = solve(rows);
  return solution && (solution.map(Math.fround) as unknown as Coefficients);
}

// Gaussian elimination with row pivots, in place; the right side is the last column.
function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  const size = Math.max(...rows.flat().map(Math.abs));
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i;
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    const pivot = rows[k]!;
    if (!(Math.abs(pivot[k]!) > 1e-12 * size)) return null;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]! / pivot[k]!;
      for (let j = k; j <= n; j++) row[j] = row[j]! - factor * pivot[j]!;
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) rest -= rows[i]![j]! * out[j]!;
    out[i] = rest / rows[i]![i]!;
  }
  return out;
}

/** The map the other way round; `null` where `a e = b d`, for which torchvision has none either. */
export function invertPerspective([a, b, c, d, e, f, g, h]: Coefficients): Coefficients | null {
  const scale = a * e - b * d;
  if (scale === 0) return null;
  return [
    (e - f * h) / scale,
    (-b + c * h) / scale,
    (b * f - c * e) / scale,
    (-d + f * g) / scale,
    (a - c * g) / scale,
    (-a * f + c * d) / scale,
    (-e * g + d * h) / scale,
    (-a * h + b * g) / scale,
  ];
}
