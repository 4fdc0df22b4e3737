import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Reduction, reduceLosses } from "./reduce-losses.ts";

/** How easy and rare examples weigh. */
export interface FocalOptions {
  /** The weight of positive examples, 1 - alpha that of negative ones; -1 for no weights. Default 0.25. */
  readonly alpha?: number;
  /** The power of (1 - p) that makes easy examples count less. Default 2. */
  readonly gamma?: number;
  /** Default "none", as in torchvision. */
  readonly reduction?: Reduction;
}

/**
 * Focal loss of logits and targets 0 or 1 of one shape, differentiable (torchvision's
 * `sigmoid_focal_loss`, Lin et al. 2017): `alpha_t (1 - p_t)^gamma` times binary cross entropy, where
 * p_t is the probability given to the truth.
 * @example const loss = sigmoidFocalLoss(logits, targets, { reduction: "mean" });
 */
export function sigmoidFocalLoss(
  inputs: Tensor,
  targets: Tensor,
  { alpha = 0.25, gamma = 2, reduction = "none" }: FocalOptions = {},
): Tensor {
  const who = "sigmoidFocalLoss";
  checkNumber(who, "gamma", gamma, { low: 0 });
  if (alpha !== -1) checkNumber(who, "alpha (or -1)", alpha, { low: 0, high: 1 });
  if (!(inputs instanceof Tensor && targets instanceof Tensor) || !sameShape(inputs, targets)) {
    const got = [inputs?.shape, targets?.shape];
    throw expected(who, "logits and targets of one shape", got, "reshape one of them");
  }
  const truth = targets.to(inputs.dtype);
  const opposite = truth.neg().add(1);
  // -log sigmoid(x) = softplus(-x), -log(1 - sigmoid(x)) = softplus(x)
  const entropy = inputs.neg().softplus().mul(truth).add(inputs.softplus().mul(opposite));
  const missed = inputs.neg().sigmoid().mul(truth).add(inputs.sigmoid().mul(opposite)); // 1 - p_t
  const losses = entropy.mul(missed.pow(gamma));
  if (alpha === -1) return reduceLosses(who, losses, reduction);
  const weights = truth.mul(alpha).add(opposite.mul(1 - alpha));
  return reduceLosses(who, weights.mul(losses), reduction);
}

function sameShape(a: Tensor, b: Tensor): boolean {
  return a.shape.join() === b.shape.join();
}
