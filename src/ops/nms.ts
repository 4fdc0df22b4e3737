import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Columns, columnsOf, ratio } from "./box-columns.ts";
import { type Boxes, type BoxRows, boxRows, indexTensor, numbers } from "./box-rows.ts";

/**
 * Non-maximum suppression (torchvision's `nms`): goes through the boxes by falling score (equal scores
 * in their order) and drops those whose IoU with a box kept is above `iouThreshold`. Returns the
 * indices kept, int64, by falling score.
 * @example const keep = nms(boxes, scores, 0.5);
 */
export function nms(boxes: Boxes, scores: Tensor, iouThreshold: number): Tensor {
  checkNumber("nms", "iouThreshold", iouThreshold, { low: 0 });
  const rows = boxRows("nms", boxes);
  const values = scoresOf("nms", scores, rows.length);
  return indexTensor(keptBoxes(rows, byScore(values), iouThreshold));
}

/** Scores as numbers; throws unless there is one for each box. */
export function scoresOf(who: string, scores: Tensor, length: number): Float32Array | Float64Array {
  if (scores instanceof Tensor && scores.shape.length === 1 && scores.shape[0] === length)
    return numbers(scores.hostData());
  const got = scores instanceof Tensor ? scores.shape : scores;
  throw expected(who, `scores as a tensor [${length}]`, got, "pass one score for each box");
}

/** Indices by falling score, equal ones in their order; NaN counts as largest, as in torch. */
export function byScore(scores: Float32Array | Float64Array): Int32Array {
  const order = Int32Array.from(scores, (_, i) => i);
  if (!scores.some(Number.isNaN)) return order.sort((i, j) => scores[j]! - scores[i]!); // stable
  return order.sort((i, j) => {
    const [a, b] = [scores[i]!, scores[j]!];
    return +Number.isNaN(b) - +Number.isNaN(a) || b - a || i - j;
  });
}

/**
 * The boxes that survive, in the order given. Boxes are looked up by their left edge, so that a box
 * meets only those that begin before its right edge, and not further left than the widest reaches.
 */
export function keptBoxes(boxes: BoxRows, order: Int32Array, threshold: number): number[] {
  const { rows } = boxes;
  const byLeft = order.slice().sort((i, j) => rows[4 * i]! - rows[4 * j]!);
  const columns = columnsOf(boxes, byLeft);
  const { x1, x2 } = columns;
  const places = new Int32Array(boxes.length);
  for (let p = 0; p < byLeft.length; p++) places[byLeft[p]!] = p;
  let widest = 0;
  for (let p = 0; p < x1.length; p++) widest = Math.max(widest, x2[p]! - x1[p]!);
  const done = new Uint8Array(x1.length); // kept or dropped
  const kept: number[] = [];
  for (const i of order) {
    const p = places[i]!;
    if (done[p] === 1) continue;
    done[p] = 1;
    kept.push(i);
    dropOverlaps(columns, p, firstFrom(x1, x1[p]! - widest), threshold, done);
  }
  return kept;
}

// Marks what overlaps box p too much, from place `start` on.
function dropOverlaps(
  { x1, y1, x2, y2, area, float32 }: Columns,
  p: number,
  start: number,
  threshold: number,
  done: Uint8Array,
): void {
  const left = x1[p]!;
  const top = y1[p]!;
  const right = x2[p]!;
  const bottom = y2[p]!;
  for (let q = start; q < x1.length && x1[q]! < right; q++) {
    if (done[q] === 1) continue;
    const w = (x2[q]! < right ? x2[q]! : right) - (x1[q]! > left ? x1[q]! : left);
    if (w <= 0) continue;
    const h = (y2[q]! < bottom ? y2[q]! : bottom) - (y1[q]! > top ? y1[q]! : top);
    if (h <= 0) continue;
    if (ratio(w, h, area[p]!, area[q]!, float32) > threshold) done[q] = 1;
  }
}

// The first place of a rising list that holds at least `value`.
function firstFrom(list: Float64Array, value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
