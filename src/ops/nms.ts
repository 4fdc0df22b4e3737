import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { overlapRatio, type PairRows, withAreas } from "./box-pairs.ts";
import { type Boxes, boxRows, indexTensor, numbers } from "./box-rows.ts";

/**
 * Non-maximum suppression (torchvision's `nms`): goes through the boxes by falling score (equal scores
 * in their order) and drops those whose IoU with a box kept is above `iouThreshold`. Returns the
 * indices kept, int64, by falling score.
 * @example const keep = nms(boxes, scores, 0.5);
 */
export function nms(boxes: Boxes, scores: Tensor, iouThreshold: number): Tensor {
  checkNumber("nms", "iouThreshold", iouThreshold);
  const rows = withAreas(boxRows("nms", boxes));
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
export function keptBoxes(boxes: PairRows, order: Int32Array, threshold: number): number[] {
  const dropped = new Uint8Array(boxes.length);
  const kept: number[] = [];
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    if (dropped[i] === 1) continue;
    kept.push(i);
    for (let l = k + 1; l < order.length; l++) {
      const j = order[l]!;
      if (dropped[j] === 0 && overlapRatio(boxes, i, boxes, j) > threshold) dropped[j] = 1;
    }
  }
  return kept;
}
