import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { columnsOf, ratio } from "./box-columns.ts";
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
  return order.sort((i, j) => {
    const [a, b] = [scores[i]!, scores[j]!];
    if (a === b) return i - j;
    if (Number.isNaN(a) || Number.isNaN(b)) return +Number.isNaN(b) - +Number.isNaN(a) || i - j;
    return b - a;
  });
}

/** The boxes that survive, in the order given. */
export function keptBoxes(boxes: BoxRows, order: Int32Array, threshold: number): number[] {
  const { x1, y1, x2, y2, area, float32 } = columnsOf(boxes, order);
  const n = order.length;
  const dropped = new Uint8Array(n);
  const kept: number[] = [];
  for (let k = 0; k < n; k++) {
    if (dropped[k] === 1) continue;
    kept.push(order[k]!);
    const left = x1[k]!;
    const top = y1[k]!;
    const right = x2[k]!;
    const bottom = y2[k]!;
    for (let l = k + 1; l < n; l++) {
      // most pairs share nothing, and cost these two comparisons
      const w = (x2[l]! < right ? x2[l]! : right) - (x1[l]! > left ? x1[l]! : left);
      if (w <= 0 || dropped[l] === 1) continue;
      const h = (y2[l]! < bottom ? y2[l]! : bottom) - (y1[l]! > top ? y1[l]! : top);
      if (h <= 0) continue;
      if (ratio(w, h, area[k]!, area[l]!, float32) > threshold) dropped[l] = 1;
    }
  }
  return kept;
}
