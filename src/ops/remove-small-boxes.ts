import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { type Boxes, boxRows, indexTensor } from "./box-rows.ts";

/**
 * The indices of boxes whose width and height are both at least `minSize`, int64 (torchvision's
 * `remove_small_boxes`).
 * @example const keep = removeSmallBoxes(boxes, 1);
 */
export function removeSmallBoxes(boxes: Boxes, minSize: number): Tensor {
  checkNumber("removeSmallBoxes", "minSize", minSize);
  const { rows, length, round } = boxRows("removeSmallBoxes", boxes);
  const indices: number[] = [];
  for (let i = 0, r = 0; i < length; i++, r += 4) {
    const [w, h] = [round(rows[r + 2]! - rows[r]!), round(rows[r + 3]! - rows[r + 1]!)];
    if (w >= round(minSize) && h >= round(minSize)) indices.push(i);
  }
  return indexTensor(indices);
}
