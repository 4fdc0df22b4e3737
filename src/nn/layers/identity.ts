import type { Tensor } from "../../tensor/index.ts";
import { Module } from "../module.ts";

/**
 * Gives back what comes; takes and ignores any arguments, so that it can stand in for another layer. `torch.nn.Identity`.
 * @example model.head = new Identity(); // features in place of classes
 */
export class Identity extends Module {
  constructor(..._ignored: readonly unknown[]) {
    super();
  }

  forward(x: Tensor): Tensor {
    return x;
  }
}
