import { BatchNorm2d, Conv2d, Module } from "../../nn/index.ts";
import type { Tensor } from "../../tensor/index.ts";

/** A height and a width, or one number for both. */
type Pair = number | readonly [number, number];

/** Options of `BasicConv2d`. */
export interface BasicConvOptions {
  /** Default 1. */
  readonly stride?: Pair;
  /** Default 0. */
  readonly padding?: Pair;
}

/**
 * A convolution without bias, normalisation and ReLU, as the Inception nets have them. Shapes:
 * `[n, into, h, w]` -> `[n, out, h', w']`.
 * @example new BasicConv2d(3, 8, 3, { stride: 2 }).forward(zeros([1, 3, 9, 9])).shape; // [1, 8, 4, 4]
 */
export class BasicConv2d extends Module {
  readonly conv: Conv2d;
  readonly bn: BatchNorm2d;

  constructor(
    into: number,
    out: number,
    kernelSize: Pair,
    { stride = 1, padding = 0 }: BasicConvOptions = {},
  ) {
    super();
    this.conv = new Conv2d(into, out, kernelSize, { stride, padding, bias: false });
    this.bn = new BatchNorm2d(out, { eps: 0.001 });
  }

  forward(x: Tensor): Tensor {
    return this.bn.forward(this.conv.forward(x)).relu();
  }
}
