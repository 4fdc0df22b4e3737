import type { Tensor } from "../../tensor/index.ts";
import { mish } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x tanh(log(1 + exp(x)))`. Shapes: any, kept. `torch.nn.Mish`.
 * @example await new Mish().forward(tensor([0, 1])).toArray(); // [0, 0.8650984]
 */
export class Mish extends Module {
  forward(x: Tensor): Tensor {
    return mish(x);
  }
}
