import type { Tensor } from "../../tensor/index.ts";
import { hardswish } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x hardsigmoid(x)`, near to `SiLU`. Shapes: any, kept. `torch.nn.Hardswish`.
 * @example await new Hardswish().forward(tensor([-3, 0, 3])).toArray(); // [0, 0, 3]
 */
export class Hardswish extends Module {
  forward(x: Tensor): Tensor {
    return hardswish(x);
  }
}
