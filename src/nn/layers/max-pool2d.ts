import type { Tensor } from "../../tensor/index.ts";
import { type Pair, pair } from "../functional/pair.ts";
import { type MaxPool2dSettings, maxPool2d } from "../functional/pooling.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/**
 * The largest element of each window. Shapes: `[n, c, h, w]` -> `[n, c, h', w']`, or both without n; the step is the
 * window's size unless `stride` says otherwise. `torch.nn.MaxPool2d`, without its `return_indices`.
 * @example new MaxPool2d(2).forward(zeros([1, 3, 28, 28])).shape; // [1, 3, 14, 14]
 */
export class MaxPool2d extends Module {
  readonly #kernelSize: Pair;
  readonly #settings: MaxPool2dSettings;

  constructor(kernelSize: Pair, settings: MaxPool2dSettings = {}) {
    super();
    const { stride = kernelSize, padding = 0, dilation = 1 } = settings;
    pair("MaxPool2d", "kernelSize", kernelSize, 1);
    pair("MaxPool2d", "stride", stride, 1);
    pair("MaxPool2d", "padding", padding, 0);
    pair("MaxPool2d", "dilation", dilation, 1);
    this.#kernelSize = kernelSize;
    this.#settings = settings;
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.#kernelSize, this.#settings);
  }

  protected override describe(): string {
    return describeMaxPool(this.#kernelSize, this.#settings);
  }
}

/** The text inside the brackets of a max pool's printed form. */
export function describeMaxPool(
  kernelSize: number | readonly number[],
  settings: {
    readonly stride?: number | readonly number[];
    readonly padding?: number | readonly number[];
    readonly dilation?: number | readonly number[];
    readonly ceilMode?: boolean;
  },
): string {
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = settings;
  return [
    `kernel_size=${describeSize(kernelSize)}, stride=${describeSize(stride)}, padding=${describeSize(padding)}`,
    `dilation=${describeSize(dilation)}, ceil_mode=${ceilMode ? "True" : "False"}`,
  ].join(", ");
}
