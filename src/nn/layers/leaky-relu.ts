import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { leakyRelu } from "../functional/activation.ts";
import { Module } from "../module.ts";
import { withPoint } from "./with-point.ts";

/**
 * `x` above zero, `negativeSlope x` (default 0.01) below. Shapes: any, kept. `torch.nn.LeakyReLU`.
 * @example await new LeakyReLU().forward(tensor([-1, 0, 2])).toArray(); // [-0.01, 0, 2]
 */
export class LeakyReLU extends Module {
  readonly #negativeSlope: number;

  constructor(negativeSlope = 0.01) {
    super();
    this.#negativeSlope = checkNumber("LeakyReLU", "negativeSlope", negativeSlope);
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, this.#negativeSlope);
  }

  protected override describe(): string {
    return `negative_slope=${withPoint(this.#negativeSlope)}`;
  }
}
