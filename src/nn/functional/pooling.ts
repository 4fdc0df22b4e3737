import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { type Pair, pair } from "./pair.ts";

/** Settings of `maxPool2d` beside its window. */
export interface MaxPool2dSettings {
  /** Step of the window. Default: the window's size, so that windows tile. */
  readonly stride?: Pair;
  /** Border around the input that never wins. Default 0. */
  readonly padding?: Pair;
  /** Step between the window's elements. Default 1. */
  readonly dilation?: Pair;
}

/**
 * The largest element of each window; its gradient goes to the first of equals.
 * Shapes: `[n, c, h, w]` -> `[n, c, h', w']`. `torch.nn.functional.max_pool2d`.
 */
export function maxPool2d(x: Tensor, kernelSize: Pair, settings: MaxPool2dSettings = {}): Tensor {
  const { stride = kernelSize, padding = 0, dilation = 1 } = settings;
  return applyOp(ops.maxPool2d, [x], {
    kernel: pair("maxPool2d", "kernelSize", kernelSize, 1),
    stride: pair("maxPool2d", "stride", stride, 1),
    padding: pair("maxPool2d", "padding", padding, 0),
    dilation: pair("maxPool2d", "dilation", dilation, 1),
  });
}
