import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { elu } from "../functional/activation.ts";
import { Module } from "../module.ts";
import { withPoint } from "./with-point.ts";

/**
 * `x` above zero, `alpha (exp(x) - 1)` (default 1) below. Shapes: any, kept. `torch.nn.ELU`.
 * @example await new ELU().forward(tensor([-100, 2])).toArray(); // [-1, 2]
 */
export class ELU extends Module {
  readonly #alpha: number;

  constructor(alpha = 1) {
    super();
    this.#alpha = checkNumber("ELU", "alpha", alpha);
  }

  forward(x: Tensor): Tensor {
    return elu(x, this.#alpha);
  }

  protected override describe(): string {
    return `alpha=${withPoint(this.#alpha)}`;
  }
}
