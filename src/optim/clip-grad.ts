import { noGrad, Tensor, tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";

/** Settings of `clipGradNorm`. */
export interface ClipGradNormOptions {
  /** Which norm; Infinity for the largest size. Default 2. */
  readonly normType?: number;
}

/**
 * Shrinks the gradients together so that their norm is at most `maxNorm`; returns the norm before, a scalar. Between
 * `backward()` and `optimizer.step()`; nothing is computed yet. `torch.nn.utils.clip_grad_norm_`.
 * @example loss.backward(); clipGradNorm(model.parameters(), 1); await optimizer.step();
 */
export function clipGradNorm(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  { normType = 2 }: ClipGradNormOptions = {},
): Tensor {
  checkNumber("clipGradNorm", "maxNorm", maxNorm, { low: 0 });
  if (normType !== Infinity) {
    checkNumber("clipGradNorm", "normType", normType, { low: Number.MIN_VALUE });
  }
  const clipped = withGradient(parameters);
  if (clipped.length === 0) return tensor(0);
  return noGrad(() => {
    const total = totalNorm(
      clipped.map(({ grad }) => grad!),
      normType,
    ).keep();
    // 1e-6 as in PyTorch: a norm of 0 divides, too.
    const factor = total.add(1e-6).reciprocal().mul(maxNorm).minimum(1);
    for (const parameter of clipped) parameter.grad = parameter.grad!.mul(factor);
    return total;
  });
}

/**
 * Moves every element of the gradients into `[-clipValue, clipValue]`. `torch.nn.utils.clip_grad_value_`.
 * @example loss.backward(); clipGradValue(model.parameters(), 0.5); await optimizer.step();
 */
export function clipGradValue(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  checkNumber("clipGradValue", "clipValue", clipValue, { low: 0 });
  noGrad(() => {
    for (const parameter of withGradient(parameters)) {
      parameter.grad = parameter.grad!.clamp({ min: -clipValue, max: clipValue });
    }
  });
}

function withGradient(parameters: Tensor | Iterable<Tensor>): Tensor[] {
  const all = parameters instanceof Tensor ? [parameters] : [...parameters];
  return [...new Set(all)].filter(({ grad }) => grad !== null);
}

// The norm of all elements in one row: sums of powers add up over tensors.
function totalNorm(gradients: readonly Tensor[], normType: number): Tensor {
  const sizes = gradients.map((gradient) => gradient.abs());
  if (normType === Infinity) {
    return sizes.map((size) => size.amax()).reduce((a, b) => a.maximum(b));
  }
  const power = (size: Tensor) => (normType === 2 ? size.square() : size.pow(normType)).sum();
  const sum = sizes.map(power).reduce((a, b) => a.add(b));
  return normType === 2 ? sum.sqrt() : sum.pow(1 / normType);
}
