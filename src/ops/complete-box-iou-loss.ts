import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { boxPair, type Corners, distanceLosses } from "./box-loss-parts.ts";
import { type BoxLossOptions, reduceLosses } from "./reduce-losses.ts";

// torchvision gives its own eps to the ratio's share only.
const DISTANCE_EPS = 1e-7;

/**
 * `1 - CIoU` of boxes `[n, 4]` and their targets, row by row, differentiable (torchvision's
 * `complete_box_iou_loss`, Zheng et al. 2020): the distance loss plus a v of the aspect ratios, with
 * v = 4 / pi^2 (atan(w1 / h1) - atan(w2 / h2))^2 and a = v / (1 - IoU + v + eps) taken as a constant.
 * @example const loss = completeBoxIouLoss(predicted, targets, { reduction: "mean" });
 */
export function completeBoxIouLoss(
  boxes1: Tensor,
  boxes2: Tensor,
  { reduction = "none", eps = 1e-7 }: BoxLossOptions = {},
): Tensor {
  const who = "completeBoxIouLoss";
  checkNumber(who, "eps", eps, { low: 0 });
  const pair = boxPair(who, boxes1, boxes2, DISTANCE_EPS);
  const v = diagonalAngle(pair.b)
    .sub(diagonalAngle(pair.a))
    .square()
    .mul(4 / Math.PI ** 2);
  const share = v.div(pair.iou.neg().add(1).add(v).add(eps)).detach();
  return reduceLosses(who, distanceLosses(pair, DISTANCE_EPS).add(share.mul(v)), reduction);
}

function diagonalAngle({ x1, y1, x2, y2 }: Corners): Tensor {
  return x2.sub(x1).div(y2.sub(y1)).atan();
}
