import { dropoutMask, type Tensor } from "../../tensor/index.ts";
import { checkChoice, checkProbability } from "../../util/check.ts";
import { defaultRng } from "../../util/default-rng.ts";
import { expected } from "../../util/errors.ts";

/** Whether all images of a batch share their fate, or each has its own. */
export type StochasticDepthMode = "batch" | "row";

/**
 * While `training`, zeroes each element with probability `p` and scales the rest by `1 / (1 - p)`. Shapes: any,
 * kept. Draws from the generator that `manualSeed` seeds. `torch.nn.functional.dropout`.
 */
export function dropout(x: Tensor, p = 0.5, training = true): Tensor {
  checkProbability("dropout", p);
  return masked(x, x.shape, p, training);
}

/**
 * While `training`, zeroes each channel of each image with probability `p` and scales the rest by `1 / (1 - p)`.
 * Shapes: `[n, c, ...]`, kept. `torch.nn.functional.dropout2d`.
 */
export function dropout2d(x: Tensor, p = 0.5, training = true): Tensor {
  checkProbability("dropout2d", p);
  if (x.shape.length < 2)
    throw expected("dropout2d", "an input [n, c, ...]", x.shape, "use dropout, or add dimensions");
  const shape = x.shape.map((length, i) => (i < 2 ? length : 1));
  return masked(x, shape, p, training);
}

/**
 * While `training`, zeroes all of the input (`mode` "batch") or each image of it ("row") with probability `p` and
 * scales the rest by `1 / (1 - p)`. Shapes: `[n, ...]`, kept. `torchvision.ops.stochastic_depth` (Huang et al. 2016).
 */
export function stochasticDepth(
  x: Tensor,
  p: number,
  mode: StochasticDepthMode,
  training = true,
): Tensor {
  checkProbability("stochasticDepth", p);
  checkChoice("stochasticDepth", "mode", mode, ["batch", "row"]);
  const shape = x.shape.map((length, i) => (i === 0 && mode === "row" ? length : 1));
  return masked(x, shape, p, training);
}

// The mask goes in as a leaf, so that another draw needs no new program.
function masked(x: Tensor, shape: readonly number[], p: number, training: boolean): Tensor {
  if (!training || p === 0) return x;
  return x.mul(dropoutMask(shape, p, defaultRng()));
}
