import type { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { boxPair, distanceLosses } from "./box-loss-parts.ts";
import { type BoxLossOptions, reduceLosses } from "./reduce-losses.ts";

/**
 * `1 - DIoU` of boxes `[n, 4]` and their targets, row by row, differentiable (torchvision's
 * `distance_box_iou_loss`, Zheng et al. 2020): the centres are drawn together.
 * @example const loss = distanceBoxIouLoss(predicted, targets, { reduction: "mean" });
 */
export function distanceBoxIouLoss(
  boxes1: Tensor,
  boxes2: Tensor,
  { reduction = "none", eps = 1e-7 }: BoxLossOptions = {},
): Tensor {
  const who = "distanceBoxIouLoss";
  checkNumber(who, "eps", eps, { low: 0 });
  const pair = boxPair(who, boxes1, boxes2, eps);
  return reduceLosses(who, distanceLosses(pair, eps), reduction);
}
