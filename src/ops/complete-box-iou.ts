import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { overlapRatio, type PairRows, pairwise } from "./box-pairs.ts";
import type { Boxes } from "./box-rows.ts";
import { distanced, type EpsOption } from "./distance-box-iou.ts";

/**
 * Distance IoU less a penalty for another aspect ratio, `[n, m]` (torchvision's `complete_box_iou`,
 * Zheng et al. 2020): v = 4 / pi^2 (atan(w1 / h1) - atan(w2 / h2))^2 times v / (1 - IoU + v + eps).
 * @example const ciou = completeBoxIou(boxes, targets);
 */
export function completeBoxIou(
  boxes1: Boxes,
  boxes2: Boxes,
  { eps = 1e-7 }: EpsOption = {},
): Tensor {
  checkNumber("completeBoxIou", "eps", eps, { low: 0 });
  return pairwise("completeBoxIou", boxes1, boxes2, (a, i, b, j) => {
    const { round } = a;
    const turn = round(diagonalAngle(a, i) - diagonalAngle(b, j));
    const v = round(round(turn * turn) * round(4 / Math.PI ** 2));
    const iou = overlapRatio(a, i, b, j);
    const alpha = round(v / round(round(round(1 - iou) + v) + eps));
    return round(distanced(a, i, b, j, eps) - round(alpha * v));
  });
}

function diagonalAngle({ rows, round }: PairRows, i: number): number {
  const w = round(rows[4 * i + 2]! - rows[4 * i]!);
  const h = round(rows[4 * i + 3]! - rows[4 * i + 1]!);
  return round(Math.atan(round(w / h)));
}
