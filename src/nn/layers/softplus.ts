import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { softplus } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `log(1 + exp(beta x)) / beta`, or x where `beta x > threshold`; by default 1 and 20. Shapes: any, kept. `torch.nn.Softplus`.
 * @example await new Softplus().forward(tensor([0, 100])).toArray(); // [0.6931472, 100]
 */
export class Softplus extends Module {
  readonly #beta: number;
  readonly #threshold: number;

  constructor(beta = 1, threshold = 20) {
    super();
    this.#beta = checkNumber("Softplus", "beta", beta);
    this.#threshold = checkNumber("Softplus", "threshold", threshold);
    if (beta === 0) throw expected("Softplus", "a beta other than 0", beta, "pass another beta");
  }

  forward(x: Tensor): Tensor {
    return softplus(x, this.#beta, this.#threshold);
  }

  protected override describe(): string {
    return `beta=${this.#beta}, threshold=${this.#threshold}`;
  }
}
