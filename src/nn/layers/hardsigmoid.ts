import type { Tensor } from "../../tensor/index.ts";
import { hardsigmoid } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x / 6 + 1 / 2` between 0 and 1. Shapes: any, kept. `torch.nn.Hardsigmoid`.
 * @example await new Hardsigmoid().forward(tensor([-3, 0, 3])).toArray(); // [0, 0.5, 1]
 */
export class Hardsigmoid extends Module {
  forward(x: Tensor): Tensor {
    return hardsigmoid(x);
  }
}
