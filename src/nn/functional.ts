import { applyOp, ops, type Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** One number for height and width, or `[height, width]`. */
export type Pair = number | readonly [number, number];

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

/** Settings of `maxPool2d` beside its window. */
export interface MaxPool2dSettings {
  /** Step of the window. Default: the window's size, so that windows tile. */
  readonly stride?: Pair;
  /** Border around the input that never wins. Default 0. */
  readonly padding?: Pair;
  /** Step between the window's elements. Default 1. */
  readonly dilation?: Pair;
}

/** A pair of whole numbers, each at least `low`; a single number stands for both. */
export function pair(
  who: string,
  name: string,
  value: Pair,
  low: number,
): readonly [number, number] {
  if (Array.isArray(value) && value.length !== 2)
    throw expected(
      who,
      `${name} to be [height, width]`,
      value,
      "pass two numbers, or one for both",
    );
  const [h, w] = Array.isArray(value) ? value : [value, value];
  checkInteger(who, name, h, { low });
  checkInteger(who, name, w, { low });
  return [h, w];
}

/**
 * `x W^T + b`. Shapes: x `[..., in]`, weight `[out, in]`, bias `[out]` -> `[..., out]`.
 * `torch.nn.functional.linear`.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  if (weight.shape.length !== 2 || x.shape.at(-1) !== weight.shape[1]) {
    const what = `an input [..., ${weight.shape[1]}] for a weight ${JSON.stringify(weight.shape)}`;
    throw expected("linear", what, x.shape, "check inFeatures, or flatten the input first");
  }
  const rows = x.shape.length === 1 ? x.unsqueeze(0) : x;
  const inputs = bias === undefined ? [rows, weight] : [rows, weight, bias];
  const product = applyOp(ops.matmul, inputs, { transA: false, transB: true });
  return x.shape.length === 1 ? product.squeeze(0) : product;
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
