import { type Shape, type Tensor, uniform } from "../tensor/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";

/** How many inputs and outputs one unit of a weight `[out, in, ...kernel]` has. */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  const [out = 1, into = 1, ...kernel] = shape;
  const window = kernel.reduce((size, length) => size * length, 1);
  return { fanIn: into * window, fanOut: out * window };
}

/**
 * The weights that PyTorch's Linear and Conv2d start with: uniform in +-1/sqrt(fanIn), which is what its
 * `kaiming_uniform_(a=sqrt(5))` comes to. Equal seeds give equal numbers there and here.
 */
export function defaultWeight(shape: Shape, rng: Rng = defaultRng()): Tensor {
  // As PyTorch computes it, in double precision: gain sqrt(2 / (1 + 5)), bound sqrt(3) gain / sqrt(fanIn).
  const bound =
    Math.sqrt(3) * (Math.sqrt(2 / (1 + Math.sqrt(5) ** 2)) / Math.sqrt(fans(shape).fanIn));
  return uniform(shape, -bound, bound, rng);
}

/** The bias that PyTorch's Linear and Conv2d start with: uniform in +-1/sqrt(fanIn) of the weight. */
export function defaultBias(length: number, weightShape: Shape, rng: Rng = defaultRng()): Tensor {
  const bound = 1 / Math.sqrt(fans(weightShape).fanIn);
  return uniform([length], -bound, bound, rng);
}
