import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { softmax } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * Exponentials along `dim` (from the end where negative), divided by their sum. Shapes: any, kept. `torch.nn.Softmax`.
 * @example await new Softmax(0).forward(tensor([0, 0])).toArray(); // [0.5, 0.5]
 */
export class Softmax extends Module {
  readonly #dim: number;

  constructor(dim: number) {
    super();
    this.#dim = checkInteger("Softmax", "dim", dim, { low: Number.MIN_SAFE_INTEGER });
  }

  forward(x: Tensor): Tensor {
    return softmax(x, this.#dim);
  }

  protected override describe(): string {
    return `dim=${this.#dim}`;
  }
}
