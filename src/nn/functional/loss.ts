import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { broadcastShapes, sameShape } from "../../tensor/shape.ts";
import { checkChoice, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { checkSameShape, type LossSettings, type Reduction, reduced } from "./reduction.ts";

/** `(x - y)^2`. `torch.nn.functional.mse_loss`. */
export function mseLoss(input: Tensor, target: Tensor, { reduction = "mean" }: LossSettings = {}) {
  checkSameShape("mseLoss", input, target);
  return reduced("mseLoss", input.sub(target).square(), reduction);
}

/** `|x - y|`. `torch.nn.functional.l1_loss`. */
export function l1Loss(input: Tensor, target: Tensor, { reduction = "mean" }: LossSettings = {}) {
  checkSameShape("l1Loss", input, target);
  return reduced("l1Loss", input.sub(target).abs(), reduction);
}

/** `beta` is where the square ends, default 1. */
export interface SmoothL1Settings extends LossSettings {
  readonly beta?: number;
}

/** With d = x - y: `d^2 / 2 beta` where |d| < beta, `|d| - beta / 2` elsewhere. `torch.nn.functional.smooth_l1_loss`. */
export function smoothL1Loss(
  input: Tensor,
  target: Tensor,
  { beta = 1, reduction = "mean" }: SmoothL1Settings = {},
): Tensor {
  const who = "smoothL1Loss";
  checkSameShape(who, input, target);
  if (checkNumber(who, "beta", beta, { low: 0 }) === 0)
    return reduced(who, input.sub(target).abs(), reduction);
  const losses = squareThenLine(input, target, beta);
  return reduced(who, beta === 1 ? losses : losses.div(beta), reduction);
}

/** `delta` is where the square ends, default 1. */
export interface HuberSettings extends LossSettings {
  readonly delta?: number;
}

/** With d = x - y: `d^2 / 2` where |d| < delta, `delta (|d| - delta / 2)` elsewhere. `torch.nn.functional.huber_loss`. */
export function huberLoss(
  input: Tensor,
  target: Tensor,
  { delta = 1, reduction = "mean" }: HuberSettings = {},
): Tensor {
  const who = "huberLoss";
  checkSameShape(who, input, target);
  if (checkNumber(who, "delta", delta, { low: 0 }) === 0)
    throw expected(who, "delta > 0", delta, "pass another delta");
  return reduced(who, squareThenLine(input, target, delta), reduction);
}

// c (d - c / 2) with c = d cut at -edge and edge: the square inside, the line outside.
function squareThenLine(input: Tensor, target: Tensor, edge: number): Tensor {
  const d = input.sub(target);
  const cut = d.clamp({ min: -edge, max: edge });
  return cut.mul(d.sub(cut.mul(0.5)));
}

/** `weight` multiplies the losses and broadcasts to them. */
export interface BinarySettings extends LossSettings {
  readonly weight?: Tensor | null;
}

/**
 * `-(y log(x) + (1 - y) log(1 - x))` of probabilities x and truths y in [0, 1]; logarithms not below -100.
 * Probabilities in memory are checked. `torch.nn.functional.binary_cross_entropy`.
 */
export function binaryCrossEntropy(
  input: Tensor,
  target: Tensor,
  { weight = null, reduction = "mean" }: BinarySettings = {},
): Tensor {
  const who = "binaryCrossEntropy";
  checkSameShape(who, input, target);
  const values = input.node.value?.data ?? [];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! <= 1) continue;
    const hint = "put a sigmoid before, or use binaryCrossEntropyWithLogits";
    throw expected(who, "probabilities in [0, 1]", { value: Number(values[i]), at: i }, hint);
  }
  const losses = applyOp(ops.binaryCrossEntropy, [input, target], {});
  return reduced(who, weighted(who, losses, weight), reduction);
}

/** `posWeight` multiplies the losses of true ones and broadcasts: one for each class, say. */
export interface BinaryLogitsSettings extends BinarySettings {
  readonly posWeight?: Tensor | null;
}

/**
 * `binaryCrossEntropy` of sigmoid(x), exact for sure predictions, too: `softplus(x) - x y`, or
 * `(1 - y) x + (1 + (posWeight - 1) y) softplus(-x)`. `torch.nn.functional.binary_cross_entropy_with_logits`.
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  { weight = null, posWeight = null, reduction = "mean" }: BinaryLogitsSettings = {},
): Tensor {
  const who = "binaryCrossEntropyWithLogits";
  checkSameShape(who, input, target);
  const losses = () => {
    if (posWeight === null) return input.softplus().sub(input.mul(target));
    checkBroadcasts(who, "posWeight", posWeight, input);
    const factor = target.mul(posWeight.sub(1)).add(1);
    return input.sub(input.mul(target)).add(factor.mul(input.neg().softplus()));
  };
  return reduced(who, weighted(who, losses(), weight), reduction);
}

function weighted(who: string, losses: Tensor, weight: Tensor | null): Tensor {
  if (weight === null) return losses;
  checkBroadcasts(who, "weight", weight, losses);
  return losses.mul(weight);
}

function checkBroadcasts(who: string, name: string, weight: Tensor, to: Tensor): void {
  if (sameShape(broadcastShapes(who, weight.shape, to.shape), to.shape)) return;
  const what = `a ${name} that broadcasts to ${JSON.stringify(to.shape)}`;
  throw expected(who, what, weight.shape, "reshape it");
}

/** `batchmean` is the sum divided by the first size: the divergence's definition. */
export interface KLDivSettings {
  /** Default "mean", over all elements. */
  readonly reduction?: Reduction | "batchmean";
  /** Whether targets are logarithms, as the input is; default false. */
  readonly logTarget?: boolean;
}

/** `y (log(y) - x)` of log probabilities x and probabilities y. `torch.nn.functional.kl_div`. */
export function klDiv(
  input: Tensor,
  target: Tensor,
  { reduction = "mean", logTarget = false }: KLDivSettings = {},
): Tensor {
  const who = "klDiv";
  checkSameShape(who, input, target);
  const choices = ["mean", "sum", "none", "batchmean"] as const;
  const how = checkChoice<Reduction | "batchmean">(who, "reduction", reduction, choices);
  // y log(y) is 0 for y = 0, where it has no slope.
  const losses = logTarget
    ? target.exp().mul(target.sub(input))
    : target.mul(target.log()).where(target.ne(0), 0).sub(target.mul(input));
  if (how !== "batchmean") return reduced(who, losses, how);
  if (input.shape.length === 0)
    throw expected(who, "a batch for batchmean", input.shape, 'use reduction "sum"');
  return losses.sum().div(input.shape[0]!);
}
