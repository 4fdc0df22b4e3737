import type { Tensor } from "../../tensor/index.ts";
import { tanh } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * The hyperbolic tangent. Shapes: any, kept. `torch.nn.Tanh`.
 * @example await new Tanh().forward(tensor([0, 2])).toArray(); // [0, 0.9640276]
 */
export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return tanh(x);
  }
}
