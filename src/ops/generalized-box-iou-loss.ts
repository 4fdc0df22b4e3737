import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { boxPair } from "./box-loss-parts.ts";
import { type BoxLossOptions, reduceLosses } from "./reduce-losses.ts";

/**
 * `1 - GIoU` of boxes `[n, 4]` and their targets, row by row, differentiable (torchvision's
 * `generalized_box_iou_loss`, Rezatofighi et al. 2019): boxes far apart have a gradient, too.
 * @example const loss = generalizedBoxIouLoss(predicted, targets, { reduction: "mean" });
 */
export function generalizedBoxIouLoss(
  boxes1: Tensor,
  boxes2: Tensor,
  { reduction = "none", eps = 1e-7 }: BoxLossOptions = {},
): Tensor {
  const who = "generalizedBoxIouLoss";
  checkNumber(who, "eps", eps, { low: 0 });
  const { iou, union, hull } = boxPair(who, boxes1, boxes2, eps);
  const around = hull[0].mul(hull[1]);
  const losses = iou
    .neg()
    .add(1)
    .add(around.sub(union).div(around.add(eps)));
  return reduceLosses(who, losses, reduction);
}
