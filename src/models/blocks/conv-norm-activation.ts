import { BatchNorm2d, Conv2d, type Module, ReLU, Sequential } from "../../nn/index.ts";

/** Options of `convNormActivation`. */
export interface ConvNormActivationOptions {
  /** Default 3. */
  readonly kernelSize?: number;
  /** Default 1. */
  readonly stride?: number;
  /** Default: what keeps the size at stride 1. */
  readonly padding?: number;
  /** Default 1. */
  readonly groups?: number;
  /** Default 1. */
  readonly dilation?: number;
  /** Makes what follows the convolution; `null` for nothing. Default batch normalisation. */
  readonly norm?: ((width: number) => Module) | null;
  /** Makes what comes last; `null` for nothing. Default ReLU. */
  readonly activation?: (() => Module) | null;
  /** Default: only without a norm. */
  readonly bias?: boolean;
}

/**
 * A convolution, its normalisation and activation, named 0, 1 and 2 (torchvision's
 * `Conv2dNormActivation`). Shapes: `[n, into, h, w]` -> `[n, out, h', w']`.
 * @example convNormActivation(3, 16, { stride: 2 }).forward(zeros([1, 3, 8, 8])).shape; // [1, 16, 4, 4]
 */
export function convNormActivation(
  into: number,
  out: number,
  {
    kernelSize = 3,
    stride = 1,
    dilation = 1,
    padding = ((kernelSize - 1) / 2) * dilation,
    groups = 1,
    norm = (width) => new BatchNorm2d(width),
    activation = () => new ReLU(),
    bias = norm === null,
  }: ConvNormActivationOptions = {},
): Sequential {
  const conv = new Conv2d(into, out, kernelSize, { stride, padding, dilation, groups, bias });
  const rest = [norm?.(out), activation?.()].filter((layer) => layer !== undefined);
  return new Sequential(conv, ...rest);
}
