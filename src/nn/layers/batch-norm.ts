import type { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { batchNorm } from "../functional/normalization.ts";
import { RunningNorm, type RunningNormOptions } from "./running-norm.ts";

/** Options of `BatchNorm1d` and `BatchNorm2d`; `affine` and `trackRunningStats` are true by default. */
export type BatchNormOptions = RunningNormOptions;

/** Batch normalization, whatever the rank (Ioffe and Szegedy 2015). */
export abstract class BatchNorm extends RunningNorm {
  readonly #who: string;
  readonly #ranks: readonly number[];

  protected constructor(
    who: string,
    numFeatures: number,
    options: BatchNormOptions,
    ranks: readonly number[],
  ) {
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true } = options;
    super(who, numFeatures, { eps, momentum, affine, trackRunningStats });
    this.#who = who;
    this.#ranks = ranks;
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, runningMean, runningVar, eps } = this;
    if (!this.#ranks.includes(x.shape.length) || x.shape[1] !== this.numFeatures) {
      const what = `an input [n, ${this.numFeatures}, ...] of ${this.#ranks.join(" or ")} dimensions`;
      throw expected(this.#who, what, x.shape, "check numFeatures, or what came before");
    }
    // Without running statistics `eval` uses the batch's, too, as PyTorch.
    const training = this.training || runningMean === undefined;
    if (training && x.shape.every((length, i) => i === 1 || length === 1)) {
      const hint = "use a larger batch (dropLast), or eval()";
      throw expected(this.#who, "more than 1 value per channel when training", x.shape, hint);
    }
    const momentum = this.training ? this.nextMomentum() : 0;
    const settings = { weight, bias, eps, training, momentum };
    return batchNorm(x, runningMean, runningVar, settings);
  }
}
