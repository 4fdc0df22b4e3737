import type { Tensor } from "../tensor/index.ts";
import { hullSides, type PairRows, pairwise, sharedArea } from "./box-pairs.ts";
import type { Boxes } from "./box-rows.ts";

/**
 * IoU less the share of the smallest box around both that neither covers, `[n, m]` in -1..1
 * (torchvision's `generalized_box_iou`, Rezatofighi et al. 2019).
 * @example const giou = generalizedBoxIou(boxes, targets);
 */
export function generalizedBoxIou(boxes1: Boxes, boxes2: Boxes): Tensor {
  return pairwise("generalizedBoxIou", boxes1, boxes2, generalized);
}

function generalized(a: PairRows, i: number, b: PairRows, j: number): number {
  const { round } = a;
  const shared = sharedArea(a, i, b, j);
  const union = round(round(a.areas[i]! + b.areas[j]!) - shared);
  const [w, h] = hullSides(a, i, b, j);
  const hull = round(w * h);
  return round(round(shared / union) - round(round(hull - union) / hull));
}
