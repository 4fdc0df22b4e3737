import type { Tensor } from "../../tensor/index.ts";
import { selu } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `ELU` with an alpha of 1.6733, times 1.0507: keeps mean 0 and variance 1. Shapes: any, kept. `torch.nn.SELU`.
 * @example await new SELU().forward(tensor([0, 1])).toArray(); // [0, 1.0507009]
 */
export class SELU extends Module {
  forward(x: Tensor): Tensor {
    return selu(x);
  }
}
