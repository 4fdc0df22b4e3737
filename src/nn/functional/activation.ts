import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { checkChoice, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";

/** `max(x, 0)`. `torch.nn.functional.relu`. */
export function relu(x: Tensor): Tensor {
  return x.relu();
}

/** `x` between 0 and 6. `torch.nn.functional.relu6`. */
export function relu6(x: Tensor): Tensor {
  return applyOp(ops.hardtanh, [x], { min: 0, max: 6 });
}

/** `x` above zero, `negativeSlope x` below. `torch.nn.functional.leaky_relu`. */
export function leakyRelu(x: Tensor, negativeSlope = 0.01): Tensor {
  const slope = checkNumber("leakyRelu", "negativeSlope", negativeSlope);
  return applyOp(ops.leakyRelu, [x], { slope });
}

/**
 * `x` above zero, `weight x` below; `weight` is `[1]`, or `[c]` for x `[n, c, ...]`, one slope a channel.
 * `torch.nn.functional.prelu`.
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const rank = x.shape.length;
  const channels = rank < 2 ? 1 : x.shape[1]!;
  const [slopes] = weight.shape;
  if (weight.shape.length !== 1 || (slopes !== 1 && slopes !== channels)) {
    const what = channels === 1 ? "a weight [1]" : `a weight [1] or [${channels}]`;
    const hint = `x is ${JSON.stringify(x.shape)}; check numParameters`;
    throw expected("prelu", what, weight.shape, hint);
  }
  const shape = rank < 2 ? [] : [slopes!, ...Array<number>(rank - 2).fill(1)];
  return applyOp(ops.prelu, [x, weight.reshape(shape)], {});
}

/** `x` above zero, `alpha (exp(x) - 1)` below. `torch.nn.functional.elu`. */
export function elu(x: Tensor, alpha = 1): Tensor {
  return applyOp(ops.elu, [x], { alpha: checkNumber("elu", "alpha", alpha) });
}

/** `elu` with an alpha of 1.6733, times 1.0507: keeps mean 0 and variance 1. `torch.nn.functional.selu`. */
export function selu(x: Tensor): Tensor {
  return applyOp(ops.selu, [x], {});
}

/** How gelu computes the normal distribution: by the error function, or by a tanh near to it. */
export type GeluApproximation = "none" | "tanh";

/** `x` times the normal distribution's share below x. `torch.nn.functional.gelu`. */
export function gelu(x: Tensor, approximate: GeluApproximation = "none"): Tensor {
  const chosen = checkChoice("gelu", "approximate", approximate, ["none", "tanh"]);
  return applyOp(ops.gelu, [x], { approximate: chosen });
}

/** `x sigmoid(x)`. `torch.nn.functional.silu`. */
export function silu(x: Tensor): Tensor {
  return applyOp(ops.silu, [x], {});
}

/** `x tanh(log(1 + exp(x)))`. `torch.nn.functional.mish`. */
export function mish(x: Tensor): Tensor {
  return x.mul(x.softplus().tanh());
}

/** `x hardsigmoid(x)`. `torch.nn.functional.hardswish`. */
export function hardswish(x: Tensor): Tensor {
  return applyOp(ops.hardswish, [x], {});
}

/** `x / 6 + 1 / 2` between 0 and 1. `torch.nn.functional.hardsigmoid`. */
export function hardsigmoid(x: Tensor): Tensor {
  return applyOp(ops.hardsigmoid, [x], {});
}

/** `x` between `minVal` and `maxVal`. `torch.nn.functional.hardtanh`. */
export function hardtanh(x: Tensor, minVal = -1, maxVal = 1): Tensor {
  const min = checkNumber("hardtanh", "minVal", minVal);
  const max = checkNumber("hardtanh", "maxVal", maxVal);
  if (min >= max)
    throw expected("hardtanh", "minVal below maxVal", { minVal, maxVal }, "exchange them");
  return applyOp(ops.hardtanh, [x], { min, max });
}

/** `1 / (1 + exp(-x))`. `torch.nn.functional.sigmoid`. */
export function sigmoid(x: Tensor): Tensor {
  return x.sigmoid();
}

/** The logarithm of `sigmoid`. `torch.nn.functional.logsigmoid`. */
export function logsigmoid(x: Tensor): Tensor {
  return applyOp(ops.logSigmoid, [x], {});
}

/** The hyperbolic tangent. `torch.nn.functional.tanh`. */
export function tanh(x: Tensor): Tensor {
  return x.tanh();
}

// From here on log(1 + exp(x)) is x to every digit of a float32.
const SURE = 20;

/** `log(1 + exp(beta x)) / beta`, or x where `beta x > threshold`. `torch.nn.functional.softplus`. */
export function softplus(x: Tensor, beta = 1, threshold = 20): Tensor {
  checkNumber("softplus", "threshold", threshold);
  if (checkNumber("softplus", "beta", beta) === 0)
    throw expected("softplus", "a beta other than 0", beta, "pass another beta");
  const scaled = beta === 1 ? x : x.mul(beta);
  const smooth = beta === 1 ? x.softplus() : scaled.softplus().div(beta);
  return threshold >= SURE ? smooth : x.where(scaled.gt(threshold), smooth);
}

/** `x / (1 + |x|)`. `torch.nn.functional.softsign`. */
export function softsign(x: Tensor): Tensor {
  return applyOp(ops.softsign, [x], {});
}

/** Exponentials along `dim`, divided by their sum. `torch.nn.functional.softmax`. */
export function softmax(x: Tensor, dim: number): Tensor {
  return x.softmax(dim);
}

/** The logarithm of `softmax`. `torch.nn.functional.log_softmax`. */
export function logSoftmax(x: Tensor, dim: number): Tensor {
  return x.logSoftmax(dim);
}
