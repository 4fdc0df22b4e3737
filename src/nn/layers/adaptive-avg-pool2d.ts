import type { Tensor } from "../../tensor/index.ts";
import {
  adaptiveAvgPool2d,
  checkOutputSize,
  type OutputSize,
} from "../functional/adaptive-pooling.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/**
 * The means of windows that are chosen so that the output has `outputSize`; null keeps the input's size.
 * Shapes: `[n, c, h, w]` -> `[n, c, ...outputSize]`, or both without n. `torch.nn.AdaptiveAvgPool2d`.
 * @example new AdaptiveAvgPool2d([7, 7]).forward(zeros([1, 512, 9, 11])).shape; // [1, 512, 7, 7]
 */
export class AdaptiveAvgPool2d extends Module {
  readonly #outputSize: OutputSize;

  constructor(outputSize: OutputSize) {
    super();
    checkOutputSize("AdaptiveAvgPool2d", outputSize);
    this.#outputSize = outputSize;
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.#outputSize);
  }

  protected override describe(): string {
    return `output_size=${describeSize(this.#outputSize)}`;
  }
}
