import { Tensor } from "../tensor/index.ts";
import { type Boxes, type BoxRows, boxRows, commonRounding } from "./box-rows.ts";

/** A pair of boxes: row `i` of `a` and row `j` of `b`, with the rounding of a step. */
export type Measure = (a: PairRows, i: number, b: PairRows, j: number) => number;

/** Corners with areas, one for each box. */
export interface PairRows extends BoxRows {
  readonly areas: Float64Array;
}

/** A measure of each box of the first set with each of the second: `[n, m]`. */
export function pairwise(who: string, boxes1: Boxes, boxes2: Boxes, measure: Measure): Tensor {
  const [one, two] = [boxRows(who, boxes1, "boxes1"), boxRows(who, boxes2, "boxes2")];
  const round = commonRounding(one.dtype, two.dtype);
  const [a, b] = [withAreas({ ...one, round }), withAreas({ ...two, round })];
  const wide = one.dtype === "float64" || two.dtype === "float64";
  const out = new (wide ? Float64Array : Float32Array)(a.length * b.length);
  const width = b.length;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < width; j++) out[i * width + j] = measure(a, i, b, j);
  return Tensor.fromData(out, [a.length, width]);
}

/** The rows with their areas `(x2 - x1) (y2 - y1)`. */
export function withAreas(boxes: BoxRows): PairRows {
  const { rows, length, round } = boxes;
  const areas = new Float64Array(length);
  for (let i = 0, r = 0; i < length; i++, r += 4)
    areas[i] = round(round(rows[r + 2]! - rows[r]!) * round(rows[r + 3]! - rows[r + 1]!));
  return { ...boxes, areas };
}

/** The area that two boxes share. */
export function sharedArea(a: PairRows, i: number, b: PairRows, j: number): number {
  const [p, q, { rows: one, round }, { rows: two }] = [4 * i, 4 * j, a, b];
  const w = round(Math.min(one[p + 2]!, two[q + 2]!) - Math.max(one[p]!, two[q]!));
  const h = round(Math.min(one[p + 3]!, two[q + 3]!) - Math.max(one[p + 1]!, two[q + 1]!));
  return w > 0 && h > 0 ? round(w * h) : 0;
}

/** Shared area over the area of both together; 0 / 0 of empty boxes is NaN, as in torchvision. */
export function overlapRatio(a: PairRows, i: number, b: PairRows, j: number): number {
  const { round } = a;
  const shared = sharedArea(a, i, b, j);
  return round(shared / round(round(a.areas[i]! + b.areas[j]!) - shared));
}

/** Width and height of the smallest box around two. */
export function hullSides(a: PairRows, i: number, b: PairRows, j: number): [w: number, h: number] {
  const [p, q, { rows: one, round }, { rows: two }] = [4 * i, 4 * j, a, b];
  const w = round(Math.max(one[p + 2]!, two[q + 2]!) - Math.min(one[p]!, two[q]!));
  const h = round(Math.max(one[p + 3]!, two[q + 3]!) - Math.min(one[p + 1]!, two[q + 1]!));
  return [Math.max(w, 0), Math.max(h, 0)];
}
