import { ones, type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { groupNorm } from "../functional/normalization.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { withPoint } from "./with-point.ts";

/** Options of `GroupNorm`. */
export interface GroupNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Whether the layer has a weight and a bias for each channel. Default true. */
  readonly affine?: boolean;
}

/**
 * Makes mean 0 and variance 1 over each of `numGroups` blocks of an image's channels, then a weight, ones at first,
 * and a bias, zeros, of each channel. Shapes: `[n, numChannels, ...]`, kept. `torch.nn.GroupNorm` (Wu and He 2018).
 * @example new GroupNorm(2, 6).forward(zeros([1, 6, 4, 4])).shape; // [1, 6, 4, 4]
 */
export class GroupNorm extends Module {
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly #numGroups: number;
  readonly #numChannels: number;
  readonly #eps: number;

  constructor(
    numGroups: number,
    numChannels: number,
    { eps = 1e-5, affine = true }: GroupNormOptions = {},
  ) {
    super();
    this.#numGroups = checkInteger("GroupNorm", "numGroups", numGroups, { low: 1 });
    this.#numChannels = checkInteger("GroupNorm", "numChannels", numChannels, { low: 1 });
    this.#eps = checkNumber("GroupNorm", "eps", eps, { low: 0 });
    if (numChannels % numGroups !== 0) {
      const what = `numChannels divisible by numGroups=${numGroups}`;
      throw expected("GroupNorm", what, numChannels, "choose another numGroups");
    }
    this.weight = affine ? parameter(ones([numChannels])) : undefined;
    this.bias = affine ? parameter(zeros([numChannels])) : undefined;
  }

  forward(x: Tensor): Tensor {
    if (x.shape[1] !== this.#numChannels) {
      const what = `an input [n, ${this.#numChannels}, ...]`;
      throw expected("GroupNorm", what, x.shape, "check numChannels, or what came before");
    }
    return groupNorm(x, this.#numGroups, this.weight, this.bias, this.#eps);
  }

  protected override describe(): string {
    const affine = this.weight ? "True" : "False";
    return `${this.#numGroups}, ${this.#numChannels}, eps=${withPoint(this.#eps)}, affine=${affine}`;
  }
}
