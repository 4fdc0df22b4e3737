import type { Tensor } from "../../tensor/index.ts";
import { relu6 } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x` between 0 and 6. Shapes: any, kept. `torch.nn.ReLU6`.
 * @example await new ReLU6().forward(tensor([-1, 2, 9])).toArray(); // [0, 2, 6]
 */
export class ReLU6 extends Module {
  forward(x: Tensor): Tensor {
    return relu6(x);
  }
}
