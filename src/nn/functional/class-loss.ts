import { applyOp, isFloating, ones, ops, type Tensor } from "../../tensor/index.ts";
import { type Shape, sameShape, sizeOf } from "../../tensor/shape.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { checkReduction, type LossSettings, type Reduction } from "./reduction.ts";

/** Settings of `nllLoss`. */
export interface NLLSettings extends LossSettings {
  /** `[classes]`: what the losses of each class count; their mean is a weighted one. */
  readonly weight?: Tensor | null;
  /** Targets of this number count nothing, default -100. */
  readonly ignoreIndex?: number;
}

/** Settings of `crossEntropy`. */
export interface CrossEntropySettings extends NLLSettings {
  /** The share of each target that is spread over all classes, in [0, 1], default 0. */
  readonly labelSmoothing?: number;
}

interface Checked {
  readonly who: string;
  readonly weight: Tensor | null;
  readonly ignoreIndex: number;
  readonly smoothing: number;
  readonly reduction: Reduction;
}

/**
 * The negative log probability of the true class, from log probabilities. Shapes: `[n, classes]` and `[n]` int64,
 * `[classes]` and `[]`, or `[n, classes, ...]` and `[n, ...]`. `torch.nn.functional.nll_loss`.
 */
export function nllLoss(input: Tensor, target: Tensor, settings: NLLSettings = {}): Tensor {
  return ofClasses(input, target, checked("nllLoss", input, settings));
}

/**
 * `nllLoss` of the logarithm of softmax; targets may be probabilities of the logits' shape, too.
 * `torch.nn.functional.cross_entropy`.
 */
export function crossEntropy(
  input: Tensor,
  target: Tensor,
  settings: CrossEntropySettings = {},
): Tensor {
  return crossEntropyAs("crossEntropy", input, target, settings);
}

/** `crossEntropy`, under the name that errors shall bear. */
export function crossEntropyAs(
  who: string,
  input: Tensor,
  target: Tensor,
  settings: CrossEntropySettings,
): Tensor {
  const options = checked(who, input, settings);
  const soft = isFloating(target.dtype) && sameShape(target.shape, input.shape);
  if (!soft) checkTarget(input, target, options);
  const logs = input.logSoftmax(classDim(input));
  return soft ? ofProbabilities(logs, target, options) : ofClasses(logs, target, options);
}

/** Refuses settings that no input fits. */
export function checkClassSettings(who: string, settings: CrossEntropySettings): void {
  const { weight = null, ignoreIndex = -100, labelSmoothing = 0, reduction = "mean" } = settings;
  checkReduction(who, reduction);
  checkInteger(who, "ignoreIndex", ignoreIndex, { low: Number.MIN_SAFE_INTEGER });
  checkNumber(who, "labelSmoothing", labelSmoothing, { low: 0, high: 1 });
  if (weight !== null && (weight.shape.length !== 1 || !isFloating(weight.dtype))) {
    const got = `${weight.dtype} ${JSON.stringify(weight.shape)}`;
    throw expected(who, "a float weight [classes]", got, "pass one number a class");
  }
}

function classDim({ shape }: Tensor): number {
  return shape.length === 1 ? 0 : 1;
}

function checked(who: string, input: Tensor, settings: CrossEntropySettings): Checked {
  checkClassSettings(who, settings);
  const { weight = null, ignoreIndex = -100, labelSmoothing = 0, reduction = "mean" } = settings;
  if (input.shape.length === 0) {
    const what = "logits [n, classes], [classes] or [n, classes, ...]";
    throw expected(who, what, input.shape, "flatten the model's output");
  }
  const classes = input.shape[classDim(input)]!;
  if (weight !== null && weight.shape[0] !== classes)
    throw expected(who, `a weight [${classes}]`, weight.shape, "pass one number a class");
  return { who, weight, ignoreIndex, smoothing: labelSmoothing, reduction };
}

function checkTarget(input: Tensor, target: Tensor, { who, ignoreIndex }: Checked): void {
  const dim = classDim(input);
  const wanted = input.shape.filter((_, i) => i !== dim);
  if (!sameShape(wanted, target.shape) || target.dtype !== "int64") {
    const got = `${target.dtype} ${JSON.stringify(target.shape)}`;
    const what = `targets int64 ${JSON.stringify(wanted)}, a class number each`;
    throw expected(who, what, got, "check the labels");
  }
  const classes = input.shape[dim]!;
  const labels = target.node.value?.data ?? []; // computed labels cannot be looked at here
  for (let i = 0; i < labels.length; i++) {
    if ((labels[i]! >= 0 && labels[i]! < classes) || Number(labels[i]) === ignoreIndex) continue;
    const got = { label: Number(labels[i]), row: i };
    const what = `labels in [0, ${classes - 1}]`;
    throw expected(who, what, got, "check the class count of the model");
  }
}

// Whether every label counts, as far as can be seen: then the mean divides by a number that is known.
function allCount(target: Tensor, ignoreIndex: number): boolean {
  const labels = target.node.value?.data;
  if (labels === undefined) return false;
  for (const label of labels) if (Number(label) === ignoreIndex) return false;
  return true;
}

// A number a class beside a tensor with classes along `dim`.
function alongClasses(weight: Tensor, rank: number, dim: number): Tensor {
  return weight.reshape(Array.from({ length: rank }, (_, i) => (i === dim ? -1 : 1)) as Shape);
}

// The log of the true class's p, times the class's weight. The others are left out, not multiplied by 0: they may be -inf.
function ofClasses(logs: Tensor, target: Tensor, options: Checked): Tensor {
  checkTarget(logs, target, options);
  const { weight, ignoreIndex, smoothing, reduction } = options;
  const dim = classDim(logs);
  const classes = logs.shape[dim]!;
  // The operation itself: the method refuses the numbers that are ignored here.
  const known = target.node.value !== undefined;
  const marks = applyOp(ops.oneHot, [target], { classes, dtype: "bool" });
  const rows = known ? marks : marks.logicalAnd(insideOf(classes, target, ignoreIndex));
  const plain = allCount(target, ignoreIndex);
  const inRange = ignoreIndex >= 0 && ignoreIndex < classes; // other numbers have no one in their row
  const counted = plain || !inRange ? rows : rows.logicalAnd(target.ne(ignoreIndex).unsqueeze(-1));
  const hot = dim === logs.shape.length - 1 ? counted : counted.movedim(-1, dim);
  const byClass = weight === null ? undefined : alongClasses(weight, logs.shape.length, dim);
  const weighted = (x: Tensor) => (byClass === undefined ? x : x.mul(byClass));
  const own = weighted(logs.where(hot, 0));
  const rest = plain ? logs : logs.where(hot.any(dim, true), 0);
  const picked =
    smoothing === 0 ? own : own.mul(1 - smoothing).add(weighted(rest).mul(smoothing / classes));
  if (reduction === "none") return picked.sum(dim).neg();
  if (reduction === "sum") return picked.sum().div(-1);
  if (plain && weight === null) return picked.sum().div(-sizeOf(target.shape));
  return picked.sum().div(weighted(hot.to(logs.dtype)).sum().neg());
}

// True for each label. One that is no class stops the run, as there is nothing at its place.
function insideOf(classes: number, target: Tensor, ignoreIndex: number): Tensor {
  const counted = target.maskedFill(target.eq(ignoreIndex), 0);
  const place = counted.maskedFill(counted.lt(0), classes); // from the end there are some
  return ones([classes], { dtype: "bool" }).indexSelect(0, place).unsqueeze(-1);
}

// As PyTorch: the mean is over the batch, whatever the weights.
function ofProbabilities(logs: Tensor, target: Tensor, options: Checked): Tensor {
  const { who, weight, ignoreIndex, smoothing, reduction } = options;
  if (ignoreIndex >= 0) {
    const hint = "probabilities have no class number to ignore";
    throw expected(who, "no ignoreIndex beside probabilities", ignoreIndex, hint);
  }
  const dim = classDim(logs);
  const classes = logs.shape[dim]!;
  const shares = smoothing === 0 ? target : target.mul(1 - smoothing).add(smoothing / classes);
  const weighted =
    weight === null ? shares : shares.mul(alongClasses(weight, logs.shape.length, dim));
  const picked = logs.mul(weighted);
  if (reduction === "none") return picked.sum(dim).neg();
  if (reduction === "sum") return picked.sum().neg();
  const batch = logs.shape.reduce((a, b, i) => (i === dim ? a : a * b), 1);
  return picked.sum().div(-batch);
}
