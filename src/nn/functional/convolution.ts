import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { type Pair, pair } from "./pair.ts";

/** Settings of `conv2d` beside its tensors. */
export interface Conv2dSettings {
  /** Step of the window. Default 1. */
  readonly stride?: Pair;
  /** Zeros around the input. Default 0. */
  readonly padding?: Pair;
  /** Step between the kernel's elements. Default 1. */
  readonly dilation?: Pair;
  /** Blocks of channels that do not see each other. Default 1. */
  readonly groups?: number;
}

/**
 * 2-d convolution (cross-correlation). Shapes: x `[n, c, h, w]`, weight `[out, c / groups, kh, kw]`, bias `[out]` ->
 * `[n, out, h', w']`. `torch.nn.functional.conv2d`.
 */
export function conv2d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  settings: Conv2dSettings = {},
): Tensor {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = settings;
  return applyOp(ops.conv2d, bias === undefined ? [x, weight] : [x, weight, bias], {
    stride: pair("conv2d", "stride", stride, 1),
    padding: pair("conv2d", "padding", padding, 0),
    dilation: pair("conv2d", "dilation", dilation, 1),
    groups: checkInteger("conv2d", "groups", groups, { low: 1 }),
  });
}
