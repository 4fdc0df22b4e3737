import type { Tensor } from "../../tensor/index.ts";
import { sigmoid } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `1 / (1 + exp(-x))`. Shapes: any, kept. `torch.nn.Sigmoid`.
 * @example await new Sigmoid().forward(tensor([0, 2])).toArray(); // [0.5, 0.880797]
 */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return sigmoid(x);
  }
}
