import { applyOp, noGrad, ones, ops, type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected, show } from "../../util/errors.ts";

/** Settings of `batchNorm` beside its tensors. */
export interface BatchNormSettings {
  /** Factor of each channel. Default ones. */
  readonly weight?: Tensor | undefined;
  /** Addend of each channel. Default zeros. */
  readonly bias?: Tensor | undefined;
  /** Whether the batch's own statistics are used, and the running ones kept up. Default false. */
  readonly training?: boolean;
  /** Share of the new statistics in the running ones; a scalar tensor where it changes. Default 0.1. */
  readonly momentum?: number | Tensor;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

/** Settings of `instanceNorm` beside its tensors. */
export interface InstanceNormSettings extends Omit<BatchNormSettings, "training"> {
  /** Whether each image's own statistics are used, and the running ones kept up. Default true. */
  readonly useInputStats?: boolean;
}

/**
 * Makes each channel's mean 0 and variance 1, then `weight` and `bias`. While training the running statistics
 * `become` the new ones, which are computed with the output. Shapes: `[n, c, ...]`, kept; all others `[c]`.
 * `torch.nn.functional.batch_norm`.
 * @example batchNorm(x, runningMean, runningVar, { weight, bias, training: true });
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | undefined,
  runningVar: Tensor | undefined,
  { weight, bias, training = false, momentum = 0.1, eps = 1e-5 }: BatchNormSettings = {},
): Tensor {
  const c = x.shape[1] ?? 0;
  const w = weight ?? ones([c], { dtype: x.dtype });
  const b = bias ?? zeros([c], { dtype: x.dtype });
  if (!training) {
    if (runningMean === undefined || runningVar === undefined) {
      const hint = "pass both, or training: true";
      throw expected("batchNorm", "running statistics, or training", "neither", hint);
    }
    return applyOp(ops.batchNorm, [x, w, b, runningMean, runningVar], { eps });
  }
  const n = x.shape.reduce((count, length, i) => (i === 1 ? count : count * length), 1);
  if (n < 2) {
    const hint = "use a larger batch (dropLast), or eval()";
    throw expected("batchNorm", "more than 1 value per channel when training", x.shape, hint);
  }
  const { mean, centered, variance } = noGrad(() => statistics(x));
  const out = applyOp(ops.batchNormTraining, [x, w, b, centered, variance], { eps });
  noGrad(() => {
    keepUp(runningMean, mean, momentum, out);
    keepUp(runningVar, variance.mul(n / (n - 1)), momentum, out);
  });
  return out;
}

/**
 * Makes mean 0 and variance 1 over the last dimensions, which are `normalizedShape`, then `weight` and `bias` of
 * that shape. Shapes: `[..., ...normalizedShape]`, kept. `torch.nn.functional.layer_norm`.
 */
export function layerNorm(
  x: Tensor,
  normalizedShape: readonly number[],
  weight?: Tensor,
  bias?: Tensor,
  eps = 1e-5,
): Tensor {
  const dims = normalizedShape.length;
  if (dims === 0 || String(x.shape.slice(-dims)) !== String(normalizedShape)) {
    const what = `an input whose last dimensions are ${show(normalizedShape)}`;
    throw expected("layerNorm", what, x.shape, "check normalizedShape");
  }
  if (bias === undefined)
    return applyOp(ops.layerNorm, weight === undefined ? [x] : [x, weight], { dims, eps });
  const scale = weight ?? ones(normalizedShape, { dtype: x.dtype });
  return applyOp(ops.layerNorm, [x, scale, bias], { dims, eps });
}

/**
 * Makes mean 0 and variance 1 over each of `numGroups` blocks of channels of an image, then `weight` and `bias` of
 * each channel. Shapes: x `[n, c, ...]`, kept; weight and bias `[c]`. `torch.nn.functional.group_norm`.
 */
export function groupNorm(
  x: Tensor,
  numGroups: number,
  weight?: Tensor,
  bias?: Tensor,
  eps = 1e-5,
): Tensor {
  checkInteger("groupNorm", "numGroups", numGroups, { low: 1 });
  const [n, c] = x.shape;
  if (n === undefined || c === undefined || c % numGroups !== 0) {
    const what = `an input [n, c, ...] whose channels are a multiple of ${numGroups}`;
    throw expected("groupNorm", what, x.shape, "choose another numGroups");
  }
  if (x.numel() === numGroups) {
    const what = "more than 1 value per group";
    throw expected("groupNorm", what, x.shape, "pass larger images, or fewer groups");
  }
  const rows = x.reshape([n, numGroups, x.shape.slice(2).reduce((a, b) => a * b, c / numGroups)]);
  return perChannel(
    applyOp(ops.layerNorm, [rows], { dims: 1, eps }).reshape(x.shape),
    weight,
    bias,
  );
}

/**
 * Makes each channel of each image mean 0 and variance 1, then `weight` and `bias` of each channel. Running
 * statistics, where given, are the means of the images' own. Shapes: x `[n, c, ...]`, kept; all others `[c]`.
 * `torch.nn.functional.instance_norm`.
 */
export function instanceNorm(
  x: Tensor,
  runningMean?: Tensor,
  runningVar?: Tensor,
  settings: InstanceNormSettings = {},
): Tensor {
  const { weight, bias, useInputStats = true, momentum = 0.1, eps = 1e-5 } = settings;
  if (!useInputStats) return batchNorm(x, runningMean, runningVar, { weight, bias, eps });
  const size = x.shape.slice(2).reduce((count, length) => count * length, 1);
  if (x.shape.length < 3 || size < 2) {
    const hint = "pass a larger image, or useInputStats: false";
    throw expected("instanceNorm", "more than 1 spatial element when training", x.shape, hint);
  }
  const out = perChannel(groupNorm(x, x.shape[1]!, undefined, undefined, eps), weight, bias);
  const last = x.shape.map((_, i) => i).slice(2);
  noGrad(() => {
    const mean = x.mean(last, true);
    const variance = x.sub(mean).square().mean(last).mean(0);
    keepUp(runningMean, mean.mean(0).reshape([x.shape[1]!]), momentum, out);
    keepUp(runningVar, variance.mul(size / (size - 1)), momentum, out);
  });
  return out;
}

/**
 * Divides each element by `(k + alpha sum / size)^beta`, where the sum is of the squares in `size` channels around.
 * Shapes: `[n, c, ...]`, kept. `torch.nn.functional.local_response_norm` (Krizhevsky et al. 2012).
 */
export function localResponseNorm(
  x: Tensor,
  size: number,
  alpha = 1e-4,
  beta = 0.75,
  k = 1,
): Tensor {
  checkInteger("localResponseNorm", "size", size, { low: 1 });
  if (x.shape.length < 3)
    throw expected("localResponseNorm", "an input [n, c, ...]", x.shape, "add a dimension");
  const none = x.shape.slice(2).flatMap(() => [0, 0]);
  const squares = x.square().pad([...none, Math.floor(size / 2), Math.floor((size - 1) / 2)]);
  const windows = Array.from({ length: size }, (_, i) => squares.narrow(1, i, x.shape[1]!));
  const sum = windows.reduce((all, window) => all.add(window));
  return x.div(
    sum
      .mul(alpha / size)
      .add(k)
      .pow(beta),
  );
}

// Rows first: the runtime sums what lies together several times faster than across.
function channelMean(x: Tensor): Tensor {
  const rest = x.shape.map((_, i) => i).slice(2);
  return (rest.length === 0 ? x : x.mean(rest, true)).mean(0, true);
}

// The variance of what was centered: E[x^2] - E[x]^2 would lose its digits where the mean is large.
function statistics(x: Tensor): { mean: Tensor; centered: Tensor; variance: Tensor } {
  const mean = channelMean(x); // [1, c, 1, ...]
  const centered = x.sub(mean);
  const shape = [x.shape[1]!];
  return {
    mean: mean.reshape(shape),
    centered,
    variance: channelMean(centered.mul(centered)).reshape(shape),
  };
}

// running + momentum (value - running), computed in the run that computes `beside`.
function keepUp(
  running: Tensor | undefined,
  value: Tensor,
  momentum: number | Tensor,
  beside: Tensor,
): void {
  running?.become(running.add(value.sub(running).mul(momentum)), beside);
}

function perChannel(x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined): Tensor {
  if (weight === undefined && bias === undefined) return x;
  const shape = [x.shape[1]!];
  const scale = weight ?? ones(shape, { dtype: x.dtype });
  return applyOp(ops.scaleShift, [x, scale, bias ?? zeros(shape, { dtype: x.dtype })], {});
}
