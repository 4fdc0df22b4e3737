import { Module } from "../../nn/index.ts";
import type { Tensor } from "../../tensor/index.ts";

/**
 * The dimensions in another order, as a layer. Shapes: `[d0, d1, ...]` -> those at `dims`. torchvision's
 * `ops.Permute`.
 * @example new Permute([0, 2, 3, 1]).forward(zeros([1, 3, 8, 4])).shape; // [1, 8, 4, 3]
 */
export class Permute extends Module {
  readonly #dims: readonly number[];

  constructor(dims: readonly number[]) {
    super();
    this.#dims = [...dims];
  }

  forward(x: Tensor): Tensor {
    return x.permute(this.#dims);
  }
}
