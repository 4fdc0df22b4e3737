import { applyOp, ops, type Tensor } from "../../tensor/index.ts";
import { checkChoice, checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { batched } from "./batched.ts";
import { padEdges } from "./padding-modes.ts";
import { type Pair, type PerDim, pair, perDim, type Single, type Triple } from "./pair.ts";

/** Settings of a convolution beside its tensors; `Size` is a number, or one for each dimension. */
export interface ConvSettings<Size extends PerDim = PerDim> {
  /** Step of the window. Default 1. */
  readonly stride?: Size;
  /** Zeros around the input, or "same" (as large an output; stride 1 only), or "valid" (none). Default 0. */
  readonly padding?: Size | "same" | "valid";
  /** Step between the kernel's elements. Default 1. */
  readonly dilation?: Size;
  /** Blocks of channels that do not see each other. Default 1. */
  readonly groups?: number;
}

/** Settings of `conv1d` beside its tensors. */
export type Conv1dSettings = ConvSettings<Single>;
/** Settings of `conv2d` beside its tensors. */
export type Conv2dSettings = ConvSettings<Pair>;
/** Settings of `conv3d` beside its tensors. */
export type Conv3dSettings = ConvSettings<Triple>;

/** Settings of `convTranspose2d` beside its tensors. */
export interface ConvTranspose2dSettings {
  /** Step of the window on the output. Default 1. */
  readonly stride?: Pair;
  /** Rows and columns cut off the output's edges. Default 0. */
  readonly padding?: Pair;
  /** Rows and columns added at the output's end. Default 0. */
  readonly outputPadding?: Pair;
  /** Blocks of channels that do not see each other. Default 1. */
  readonly groups?: number;
  /** Step between the kernel's elements. Default 1. */
  readonly dilation?: Pair;
}

/**
 * 1-d convolution (cross-correlation). Shapes: x `[n, c, w]` or `[c, w]`, weight `[out, c / groups, kw]`, bias `[out]` ->
 * `[n, out, w']` or `[out, w']`. `torch.nn.functional.conv1d`.
 */
export function conv1d(x: Tensor, weight: Tensor, bias?: Tensor, settings: Conv1dSettings = {}) {
  return convNd(1, x, weight, bias, settings);
}

/**
 * 2-d convolution (cross-correlation). Shapes: x `[n, c, h, w]` or `[c, h, w]`, weight `[out, c / groups, kh, kw]`,
 * bias `[out]` -> `[n, out, h', w']` or `[out, h', w']`. `torch.nn.functional.conv2d`.
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor, settings: Conv2dSettings = {}) {
  return convNd(2, x, weight, bias, settings);
}

/**
 * 3-d convolution (cross-correlation). Shapes: x `[n, c, d, h, w]` or `[c, d, h, w]`, weight
 * `[out, c / groups, kd, kh, kw]`, bias `[out]` -> `[n, out, d', h', w']` or without n. `torch.nn.functional.conv3d`.
 */
export function conv3d(x: Tensor, weight: Tensor, bias?: Tensor, settings: Conv3dSettings = {}) {
  return convNd(3, x, weight, bias, settings);
}

/** The convolution over `dims` dimensions. */
export function convNd(
  dims: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvSettings,
): Tensor {
  const who = `conv${dims}d`;
  const settings = {
    stride: perDim(who, "stride", stride, 1, dims),
    dilation: perDim(who, "dilation", dilation, 1, dims),
    groups: checkInteger(who, "groups", groups, { low: 1 }),
  };
  return batched(x, dims + 2, (images) => {
    const { before, after } = resolvePadding(who, padding, weight.shape.slice(2), settings);
    // Unequal sides come with "same" and an even kernel only: as PyTorch, the rest goes to the end.
    const rest = after.map((count, i) => count - before[i]!);
    const none = rest.map(() => 0);
    const extended = padEdges(images, none, rest);
    const inputs = bias === undefined ? [extended, weight] : [extended, weight, bias];
    return applyOp(ops.conv, inputs, { ...settings, padding: before });
  });
}

/** Elements to add before and after each dimension. */
export function resolvePadding(
  who: string,
  padding: PerDim | "same" | "valid",
  kernel: readonly number[],
  {
    stride,
    dilation,
  }: { readonly stride: readonly number[]; readonly dilation: readonly number[] },
): { readonly before: readonly number[]; readonly after: readonly number[] } {
  if (typeof padding !== "string") {
    const both = perDim(who, "padding", padding, 0, stride.length);
    return { before: both, after: both };
  }
  if (checkChoice(who, "padding", padding, ["same", "valid"]) === "valid") {
    const none = stride.map(() => 0);
    return { before: none, after: none };
  }
  if (stride.some((step) => step !== 1))
    throw expected(who, 'stride 1 with padding="same"', stride, "pass padding as a number");
  const total = dilation.map((step, i) => step * ((kernel[i] ?? 1) - 1));
  const before = total.map((count) => Math.floor(count / 2));
  return { before, after: total.map((count, i) => count - before[i]!) };
}

/**
 * Transposed 2-d convolution: the gradient of `conv2d` by its input, so that it grows what `conv2d` shrinks.
 * Shapes: x `[n, c, h, w]` or `[c, h, w]`, weight `[c, out / groups, kh, kw]`, bias `[out]` -> `[n, out, h', w']`, where
 * `h' = (h - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1`. `torch.nn.functional.conv_transpose2d`.
 */
export function convTranspose2d(
  x: Tensor,
  weight: Tensor,
  bias?: Tensor,
  settings: ConvTranspose2dSettings = {},
): Tensor {
  const who = "convTranspose2d";
  const { stride, padding, outputPadding, dilation, groups } = transposeSettings(who, settings);
  return batched(x, 4, (images) => {
    const kernel = weight.shape.slice(2);
    const size = images.shape.slice(2).map((length, i) => {
      const reach = dilation[i]! * ((kernel[i] ?? 1) - 1);
      return (length - 1) * stride[i]! - 2 * padding[i]! + reach + outputPadding[i]! + 1;
    });
    if (size.some((length) => length < 1))
      throw expected(who, "an output of at least 1 x 1", size, "pad less, or pass a larger input");
    const inputs = bias === undefined ? [images, weight] : [images, weight, bias];
    return applyOp(ops.convInputGrad, inputs, { stride, padding, dilation, groups, size });
  });
}

/** The settings of a transposed convolution, checked and as pairs. */
export function transposeSettings(
  who: string,
  { stride = 1, padding = 0, outputPadding = 0, dilation = 1, groups = 1 }: ConvTranspose2dSettings,
) {
  const checked = {
    stride: pair(who, "stride", stride, 1),
    padding: pair(who, "padding", padding, 0),
    outputPadding: pair(who, "outputPadding", outputPadding, 0),
    dilation: pair(who, "dilation", dilation, 1),
    groups: checkInteger(who, "groups", groups, { low: 1 }),
  };
  const fits = checked.outputPadding.every(
    (count, i) => count < Math.max(checked.stride[i]!, checked.dilation[i]!),
  );
  if (fits) return checked;
  const what = "outputPadding smaller than stride or dilation";
  throw expected(who, what, { outputPadding, stride, dilation }, "make outputPadding smaller");
}
