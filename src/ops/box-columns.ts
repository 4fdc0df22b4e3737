import type { BoxRows } from "./box-rows.ts";

const f = Math.fround;

/** Boxes in columns, one array for each number, for loops over many pairs. */
export interface Columns {
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly x2: Float64Array;
  readonly y2: Float64Array;
  readonly area: Float64Array;
  /** The boxes are float32: each step of arithmetic is rounded to it. */
  readonly float32: boolean;
  /** The boxes are float64, and so is what is computed of them. */
  readonly wide: boolean;
}

/** The columns of boxes, all of them or those in `order`. */
export function columnsOf({ rows, length, dtype, round }: BoxRows, order?: Int32Array): Columns {
  const n = order?.length ?? length;
  const column = () => new Float64Array(n);
  const [x1, y1, x2, y2, area] = [column(), column(), column(), column(), column()];
  for (let k = 0; k < n; k++) {
    const r = 4 * (order?.[k] ?? k);
    x1[k] = rows[r]!;
    y1[k] = rows[r + 1]!;
    x2[k] = rows[r + 2]!;
    y2[k] = rows[r + 3]!;
    area[k] = round(round(x2[k]! - x1[k]!) * round(y2[k]! - y1[k]!));
  }
  return { x1, y1, x2, y2, area, float32: dtype === "float32", wide: dtype === "float64" };
}

/** Shared area `w h` over the area of both boxes together, in float32 steps or exactly. */
export function ratio(w: number, h: number, a: number, b: number, float32: boolean): number {
  if (!float32) return (w * h) / (a + b - w * h);
  const shared = f(f(w) * f(h));
  return f(shared / f(f(a + b) - shared));
}
