import type { Tensor } from "../../tensor/index.ts";
import { softsign } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x / (1 + |x|)`. Shapes: any, kept. `torch.nn.Softsign`.
 * @example await new Softsign().forward(tensor([-1, 3])).toArray(); // [-0.5, 0.75]
 */
export class Softsign extends Module {
  forward(x: Tensor): Tensor {
    return softsign(x);
  }
}
