import type { Tensor } from "../../tensor/index.ts";
import { logsigmoid } from "../functional/activation.ts";
import { Module } from "../module.ts";

/**
 * The logarithm of `Sigmoid`, exact far below zero, too. Shapes: any, kept. `torch.nn.LogSigmoid`.
 * @example await new LogSigmoid().forward(tensor([-100, 0])).toArray(); // [-100, -0.6931472]
 */
export class LogSigmoid extends Module {
  forward(x: Tensor): Tensor {
    return logsigmoid(x);
  }
}
