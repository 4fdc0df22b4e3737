import type { Tensor } from "../../tensor/index.ts";
import { checkProbability } from "../../util/check.ts";
import { dropout } from "../functional/dropout.ts";
import { Module } from "../module.ts";

/**
 * While training, zeroes each element with probability `p` and scales the rest by `1 / (1 - p)`; the identity in
 * `eval`. Shapes: any, kept. Draws from the generator that `manualSeed` seeds. `torch.nn.Dropout`.
 * @example new Dropout(0.5).eval().forward(x); // x
 */
export class Dropout extends Module {
  readonly #p: number;

  constructor(p = 0.5) {
    super();
    this.#p = checkProbability("Dropout", p);
  }

  forward(x: Tensor): Tensor {
    return dropout(x, this.#p, this.training);
  }

  protected override describe(): string {
    return `p=${this.#p}, inplace=False`;
  }
}
