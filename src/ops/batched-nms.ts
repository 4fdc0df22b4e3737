import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Boxes, boxRows, indexTensor, numbers } from "./box-rows.ts";
import { byScore, keptBoxes, scoresOf } from "./nms.ts";

// Above this many numbers torchvision treats class after class, which costs less.
const CLASS_BY_CLASS = 4000;

/**
 * Non-maximum suppression within each class (torchvision's `batched_nms`): `idxs` `[n]` says which
 * class a box is of, boxes of different classes never drop each other. Returns the indices kept,
 * int64, by falling score.
 * @example const keep = batchedNms(boxes, scores, labels, 0.5);
 */
export function batchedNms(
  boxes: Boxes,
  scores: Tensor,
  idxs: Tensor,
  iouThreshold: number,
): Tensor {
  const who = "batchedNms";
  checkNumber(who, "iouThreshold", iouThreshold, { low: 0 });
  const corners = boxRows(who, boxes);
  const order = byScore(scoresOf(who, scores, corners.length));
  const classes = classesOf(who, idxs, corners.length);
  if (corners.length === 0) return indexTensor([]);
  if (corners.rows.length > CLASS_BY_CLASS) {
    const members = new Map<number, number[]>();
    for (const i of order) {
      const list = members.get(classes[i]!);
      if (list === undefined) members.set(classes[i]!, [i]);
      else list.push(i);
    }
    const isKept = new Uint8Array(corners.length);
    for (const list of members.values())
      for (const i of keptBoxes(corners, Int32Array.from(list), iouThreshold)) isKept[i] = 1;
    return indexTensor([...order.filter((i) => isKept[i] === 1)]);
  }
  // Each class gets a place of its own: its boxes move right and down by class * (largest + 1).
  const { round, rows } = corners;
  let largest = -Infinity;
  for (const value of rows) largest = Math.max(largest, value);
  const step = round(largest + 1);
  const apart = rows.slice();
  for (const [i, value] of rows.entries()) apart[i] = value + round(classes[i >> 2]! * step);
  return indexTensor(keptBoxes({ ...corners, rows: apart }, order, iouThreshold));
}

function classesOf(who: string, idxs: Tensor, length: number): Float32Array | Float64Array {
  if (idxs instanceof Tensor && idxs.shape.length === 1 && idxs.shape[0] === length)
    return numbers(idxs.hostData());
  const got = idxs instanceof Tensor ? idxs.shape : idxs;
  throw expected(who, `idxs as a tensor [${length}]`, got, "pass one class for each box");
}
