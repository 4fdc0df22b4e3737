import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { batched } from "./batched.ts";
import { type Pair, pair, perDim, type Single } from "./pair.ts";

/** Settings of `maxPool1d` and `maxPool2d` beside the window; `Size` is a number, or one for each dimension. */
export interface MaxPoolSettings<Size> {
  /** Step of the window. Default: the window's size, so that windows tile. */
  readonly stride?: Size;
  /** Border around the input that never wins. Default 0. */
  readonly padding?: Size;
  /** Step between the window's elements. Default 1. */
  readonly dilation?: Size;
  /** Whether a last window may reach beyond the end, so that no element is left over. Default false. */
  readonly ceilMode?: boolean;
}

/** Settings of `maxPool1d` beside its window. */
export type MaxPool1dSettings = MaxPoolSettings<Single>;
/** Settings of `maxPool2d` beside its window. */
export type MaxPool2dSettings = MaxPoolSettings<Pair>;

/** Settings of `avgPool2d` beside its window. */
export interface AvgPool2dSettings {
  /** Step of the window. Default: the window's size, so that windows tile. */
  readonly stride?: Pair;
  /** Zeros around the input. Default 0. */
  readonly padding?: Pair;
  /** Whether a last window may reach beyond the end, so that no element is left over. Default false. */
  readonly ceilMode?: boolean;
  /** Whether the zeros around the input count as elements. Default true. */
  readonly countIncludePad?: boolean;
  /** What to divide each window's sum by; null (default) for its count of elements. */
  readonly divisorOverride?: number | null;
}

/**
 * The largest element of each window; its gradient goes to the first of equals.
 * Shapes: `[n, c, h, w]` -> `[n, c, h', w']`, or both without n. `torch.nn.functional.max_pool2d`; it gives no indices.
 */
export function maxPool2d(x: Tensor, kernelSize: Pair, settings: MaxPool2dSettings = {}): Tensor {
  const who = "maxPool2d";
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = settings;
  const attrs = {
    kernel: pair(who, "kernelSize", kernelSize, 1),
    stride: pair(who, "stride", stride, 1),
    padding: pair(who, "padding", padding, 0),
    dilation: pair(who, "dilation", dilation, 1),
    ceilMode,
  };
  return batched(x, 4, (images) => applyOp(ops.maxPool2d, [images], attrs));
}

/**
 * The largest element of each window; its gradient goes to the first of equals.
 * Shapes: `[n, c, w]` -> `[n, c, w']`, or both without n. `torch.nn.functional.max_pool1d`; it gives no indices.
 */
export function maxPool1d(x: Tensor, kernelSize: Single, settings: MaxPool1dSettings = {}): Tensor {
  const who = "maxPool1d";
  const { stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = settings;
  const wide = (name: string, value: Single, low: number, height: number) =>
    [height, perDim(who, name, value, low, 1)[0]!] as const;
  if (x.shape.length !== 2 && x.shape.length !== 3) {
    const hint = "reshape it, or check what came before";
    throw expected(who, "an input [n, c, w] or [c, w]", x.shape, hint);
  }
  // An image of one row.
  const image = maxPool2d(x.unsqueeze(-2), wide("kernelSize", kernelSize, 1, 1), {
    stride: wide("stride", stride, 1, 1),
    padding: wide("padding", padding, 0, 0),
    dilation: wide("dilation", dilation, 1, 1),
    ceilMode,
  });
  return image.squeeze(-2);
}

/**
 * The mean of each window. Shapes: `[n, c, h, w]` -> `[n, c, h', w']`, or both without n.
 * `torch.nn.functional.avg_pool2d`.
 */
export function avgPool2d(x: Tensor, kernelSize: Pair, settings: AvgPool2dSettings = {}): Tensor {
  const attrs = avgPoolAttrs("avgPool2d", kernelSize, settings);
  return batched(x, 4, (images) => applyOp(ops.avgPool2d, [images], attrs));
}

/** The settings of average pooling, checked. */
export function avgPoolAttrs(who: string, kernelSize: Pair, settings: AvgPool2dSettings) {
  const { stride = kernelSize, padding = 0, divisorOverride = null } = settings;
  const { ceilMode = false, countIncludePad = true } = settings;
  return {
    kernel: pair(who, "kernelSize", kernelSize, 1),
    stride: pair(who, "stride", stride, 1),
    padding: pair(who, "padding", padding, 0),
    ceilMode,
    countIncludePad,
    divisor:
      divisorOverride === null
        ? 0
        : checkInteger(who, "divisorOverride", divisorOverride, { low: 1 }),
  };
}
