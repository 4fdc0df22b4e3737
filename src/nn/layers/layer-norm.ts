import { ones, type Tensor, zeros } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { layerNorm } from "../functional/normalization.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { describeSize } from "./describe-size.ts";
import { withPoint } from "./with-point.ts";

/** Options of `LayerNorm`. */
export interface LayerNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Whether the layer has a weight and a bias for each normalized element. Default true. */
  readonly elementwiseAffine?: boolean;
}

/**
 * Makes mean 0 and variance 1 over the last dimensions, which are `normalizedShape`, then a weight, ones at first, and
 * a bias, zeros. Shapes: `[..., ...normalizedShape]`, kept. `torch.nn.LayerNorm` (Ba et al. 2016).
 * @example new LayerNorm(8).forward(zeros([2, 5, 8])).shape; // [2, 5, 8]
 */
export class LayerNorm extends Module {
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly #shape: readonly number[];
  readonly #eps: number;

  constructor(
    normalizedShape: number | readonly number[],
    { eps = 1e-5, elementwiseAffine = true }: LayerNormOptions = {},
  ) {
    super();
    const shape = typeof normalizedShape === "number" ? [normalizedShape] : [...normalizedShape];
    if (shape.length === 0)
      throw expected("LayerNorm", "at least one dimension", shape, "pass the last dimension");
    for (const length of shape) checkInteger("LayerNorm", "normalizedShape", length, { low: 1 });
    this.#shape = shape;
    this.#eps = checkNumber("LayerNorm", "eps", eps, { low: 0 });
    this.weight = elementwiseAffine ? parameter(ones(shape)) : undefined;
    this.bias = elementwiseAffine ? parameter(zeros(shape)) : undefined;
  }

  forward(x: Tensor): Tensor {
    return layerNorm(x, this.#shape, this.weight, this.bias, this.#eps);
  }

  protected override describe(): string {
    const affine = this.weight ? "True" : "False";
    return `${describeSize(this.#shape)}, eps=${withPoint(this.#eps)}, elementwise_affine=${affine}`;
  }
}
