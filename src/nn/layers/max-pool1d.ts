import type { Tensor } from "../../tensor/index.ts";
import { perDim, type Single } from "../functional/pair.ts";
import { type MaxPool1dSettings, maxPool1d } from "../functional/pooling.ts";
import { Module } from "../module.ts";
import { describeMaxPool } from "./max-pool2d.ts";

/**
 * The largest element of each window. Shapes: `[n, c, w]` -> `[n, c, w']`, or both without n; the step is the
 * window's size unless `stride` says otherwise. `torch.nn.MaxPool1d`, without its `return_indices`.
 * @example new MaxPool1d(2).forward(zeros([1, 3, 28])).shape; // [1, 3, 14]
 */
export class MaxPool1d extends Module {
  readonly #kernelSize: Single;
  readonly #settings: MaxPool1dSettings;

  constructor(kernelSize: Single, settings: MaxPool1dSettings = {}) {
    super();
    const { stride = kernelSize, padding = 0, dilation = 1 } = settings;
    perDim("MaxPool1d", "kernelSize", kernelSize, 1, 1);
    perDim("MaxPool1d", "stride", stride, 1, 1);
    perDim("MaxPool1d", "padding", padding, 0, 1);
    perDim("MaxPool1d", "dilation", dilation, 1, 1);
    this.#kernelSize = kernelSize;
    this.#settings = settings;
  }

  forward(x: Tensor): Tensor {
    return maxPool1d(x, this.#kernelSize, this.#settings);
  }

  protected override describe(): string {
    return describeMaxPool(this.#kernelSize, this.#settings);
  }
}
