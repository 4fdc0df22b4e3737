import type { Tensor } from "../../tensor/index.ts";
import { checkProbability } from "../../util/check.ts";
import { dropout2d } from "../functional/dropout.ts";
import { Module } from "../module.ts";

/**
 * While training, zeroes each channel of each image with probability `p` and scales the rest by `1 / (1 - p)`; the
 * identity in `eval`. Shapes: `[n, c, ...]`, kept. Draws from the generator that `manualSeed` seeds.
 * `torch.nn.Dropout2d`.
 * @example new Dropout2d(0.5).eval().forward(x); // x
 */
export class Dropout2d extends Module {
  readonly #p: number;

  constructor(p = 0.5) {
    super();
    this.#p = checkProbability("Dropout2d", p);
  }

  forward(x: Tensor): Tensor {
    return dropout2d(x, this.#p, this.training);
  }

  protected override describe(): string {
    return `p=${this.#p}, inplace=False`;
  }
}
