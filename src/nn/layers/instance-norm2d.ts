import type { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { batched } from "../functional/batched.ts";
import { instanceNorm } from "../functional/normalization.ts";
import { RunningNorm, type RunningNormOptions } from "./running-norm.ts";

/** Options of `InstanceNorm2d`; `affine` and `trackRunningStats` are false by default. */
export type InstanceNormOptions = RunningNormOptions;

/**
 * Makes each channel of each image mean 0 and variance 1, then a weight and a bias with `affine`. Shapes:
 * `[n, c, h, w]` or `[c, h, w]`, kept. Refuses images of one pixel in training. `torch.nn.InstanceNorm2d`.
 * @example new InstanceNorm2d(3).forward(zeros([2, 3, 8, 8])).shape; // [2, 3, 8, 8]
 */
export class InstanceNorm2d extends RunningNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    const { eps = 1e-5, momentum = 0.1, affine = false, trackRunningStats = false } = options;
    super("InstanceNorm2d", numFeatures, { eps, momentum, affine, trackRunningStats });
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, runningMean, runningVar, eps, numFeatures } = this;
    const rank = x.shape.length;
    if ((rank !== 3 && rank !== 4) || x.shape.at(-3) !== numFeatures) {
      const what = `an input [n, ${numFeatures}, h, w] or [${numFeatures}, h, w]`;
      throw expected("InstanceNorm2d", what, x.shape, "check numFeatures, or what came before");
    }
    const useInputStats = this.training || runningMean === undefined;
    // PyTorch counts no batches here, so that momentum=None has no meaning of its own.
    const settings = { weight, bias, eps, useInputStats, momentum: this.momentum ?? 0 };
    return batched(x, 4, (images) => instanceNorm(images, runningMean, runningVar, settings));
  }
}
