import type { Tensor } from "../../tensor/index.ts";
import { Module } from "../module.ts";

/**
 * `max(x, 0)`. Shapes: any, kept. `torch.nn.ReLU`.
 * @example await new ReLU().forward(tensor([-1, 0, 2])).toArray(); // [0, 0, 2]
 */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return x.relu();
  }
}
