import type { Tensor } from "../../tensor/index.ts";
import { checkChoice, checkProbability } from "../../util/check.ts";
import { type StochasticDepthMode, stochasticDepth } from "../functional/dropout.ts";
import { Module } from "../module.ts";

/**
 * While training, zeroes all of the input (`mode` "batch") or each image of it ("row") with probability `p` and scales
 * the rest by `1 / (1 - p)`; the identity in `eval`. Shapes: `[n, ...]`, kept. Draws from the generator that
 * `manualSeed` seeds. `torchvision.ops.StochasticDepth`.
 * @example const y = x.add(new StochasticDepth(0.2, "row").forward(branch));
 */
export class StochasticDepth extends Module {
  readonly #p: number;
  readonly #mode: StochasticDepthMode;

  constructor(p: number, mode: StochasticDepthMode) {
    super();
    this.#p = checkProbability("StochasticDepth", p);
    this.#mode = checkChoice("StochasticDepth", "mode", mode, ["batch", "row"]);
  }

  forward(x: Tensor): Tensor {
    return stochasticDepth(x, this.#p, this.#mode, this.training);
  }

  protected override describe(): string {
    return `p=${this.#p}, mode=${this.#mode}`;
  }
}
