import type { Tensor } from "../../tensor/index.ts";
import { silu } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * `x sigmoid(x)`, also called swish. Shapes: any, kept. `torch.nn.SiLU`.
 * @example await new SiLU().forward(tensor([0, 1])).toArray(); // [0, 0.7310586]
 */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return silu(x);
  }
}
