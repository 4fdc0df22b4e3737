import type { Tensor } from "../../tensor/index.ts";
import { checkChoice } from "../../util/check.ts";
import { type GeluApproximation, gelu } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x` times the share of the normal distribution below x, exact or by a tanh. Shapes: any, kept. `torch.nn.GELU`.
 * @example await new GELU().forward(tensor([0, 1])).toArray(); // [0, 0.8413447]
 */
export class GELU extends Module {
  readonly #approximate: GeluApproximation;

  constructor(approximate: GeluApproximation = "none") {
    super();
    this.#approximate = checkChoice("GELU", "approximate", approximate, ["none", "tanh"]);
  }

  forward(x: Tensor): Tensor {
    return gelu(x, this.#approximate);
  }

  protected override describe(): string {
    return `approximate='${this.#approximate}'`;
  }
}
