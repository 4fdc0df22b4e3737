import type { Tensor } from "../../tensor/index.ts";
import type { Pair } from "../functional/pair.ts";
import { type AvgPool2dSettings, avgPool2d, avgPoolAttrs } from "../functional/pooling.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/**
 * The mean of each window. Shapes: `[n, c, h, w]` -> `[n, c, h', w']`, or both without n; the step is the window's size
 * unless `stride` says otherwise. `torch.nn.AvgPool2d`.
 * @example new AvgPool2d(2).forward(zeros([1, 3, 28, 28])).shape; // [1, 3, 14, 14]
 */
export class AvgPool2d extends Module {
  readonly #kernelSize: Pair;
  readonly #settings: AvgPool2dSettings;

  constructor(kernelSize: Pair, settings: AvgPool2dSettings = {}) {
    super();
    avgPoolAttrs("AvgPool2d", kernelSize, settings);
    this.#kernelSize = kernelSize;
    this.#settings = settings;
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.#kernelSize, this.#settings);
  }

  protected override describe(): string {
    const { stride = this.#kernelSize, padding = 0 } = this.#settings;
    return `kernel_size=${describeSize(this.#kernelSize)}, stride=${describeSize(stride)}, padding=${describeSize(padding)}`;
  }
}
