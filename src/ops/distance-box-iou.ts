import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { hullSides, overlapRatio, type PairRows, pairwise } from "./box-pairs.ts";
import type { Boxes } from "./box-rows.ts";

/** What keeps divisions by zero away. */
export interface EpsOption {
  /** Default 1e-7. */
  readonly eps?: number;
}

/**
 * IoU less the squared distance of the centres over the squared diagonal of the smallest box around
 * both, `[n, m]` (torchvision's `distance_box_iou`, Zheng et al. 2020).
 * @example const diou = distanceBoxIou(boxes, targets);
 */
export function distanceBoxIou(
  boxes1: Boxes,
  boxes2: Boxes,
  { eps = 1e-7 }: EpsOption = {},
): Tensor {
  checkNumber("distanceBoxIou", "eps", eps, { low: 0 });
  return pairwise("distanceBoxIou", boxes1, boxes2, (a, i, b, j) => distanced(a, i, b, j, eps));
}

/** The distance IoU of one pair. */
export function distanced(a: PairRows, i: number, b: PairRows, j: number, eps: number): number {
  const { round } = a;
  const [w, h] = hullSides(a, i, b, j);
  const diagonal = round(round(round(w * w) + round(h * h)) + eps);
  const dx = round(middle(a, i, 0) - middle(b, j, 0));
  const dy = round(middle(a, i, 1) - middle(b, j, 1));
  const distance = round(round(dx * dx) + round(dy * dy));
  return round(overlapRatio(a, i, b, j) - round(distance / diagonal));
}

function middle({ rows, round }: PairRows, i: number, axis: number): number {
  return round(rows[4 * i + axis]! + rows[4 * i + axis + 2]!) / 2;
}
