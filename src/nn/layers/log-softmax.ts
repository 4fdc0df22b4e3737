import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { logSoftmax } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * The logarithm of `Softmax`, exact where that would be 0. Shapes: any, kept. `torch.nn.LogSoftmax`.
 * @example await new LogSoftmax(0).forward(tensor([0, 0])).toArray(); // [-0.6931472, -0.6931472]
 */
export class LogSoftmax extends Module {
  readonly #dim: number;

  constructor(dim: number) {
    super();
    this.#dim = checkInteger("LogSoftmax", "dim", dim, { low: Number.MIN_SAFE_INTEGER });
  }

  forward(x: Tensor): Tensor {
    return logSoftmax(x, this.#dim);
  }

  protected override describe(): string {
    return `dim=${this.#dim}`;
  }
}
