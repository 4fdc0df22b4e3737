import type { Tensor } from "../tensor/index.ts";
import { overlapRatio, pairwise } from "./box-pairs.ts";
import type { Boxes } from "./box-rows.ts";

/**
 * Intersection over union of each box of one set with each of another, `[n, m]` (torchvision's
 * `box_iou`). Two boxes without area give NaN.
 * @example const iou = boxIou(tensor([[0, 0, 2, 2]]), tensor([[1, 0, 3, 2]])); // [[0.3333]]
 */
export function boxIou(boxes1: Boxes, boxes2: Boxes): Tensor {
  return pairwise("boxIou", boxes1, boxes2, overlapRatio);
}
