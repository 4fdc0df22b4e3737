import { functional, Module, parameter } from "../../nn/index.ts";
import { ones, type Tensor, zeros } from "../../tensor/index.ts";

/**
 * Layer normalisation of images: each pixel's channels get mean 0 and variance 1, then a weight, ones at first, and a
 * bias, zeros. Shapes: `[n, channels, h, w]`, kept. torchvision's `LayerNorm2d`.
 * @example new LayerNorm2d(8).forward(zeros([1, 8, 4, 4])).shape; // [1, 8, 4, 4]
 */
export class LayerNorm2d extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly #eps: number;

  constructor(channels: number, { eps = 1e-5 }: { readonly eps?: number } = {}) {
    super();
    this.weight = parameter(ones([channels]));
    this.bias = parameter(zeros([channels]));
    this.#eps = eps;
  }

  forward(x: Tensor): Tensor {
    const last = x.permute([0, 2, 3, 1]); // [n, h, w, c]
    const normal = functional.layerNorm(last, this.weight.shape, this.weight, this.bias, this.#eps);
    return normal.permute([0, 3, 1, 2]);
  }

  protected override describe(): string {
    return `(${this.weight.shape[0]},), eps=${this.#eps}`;
  }
}
