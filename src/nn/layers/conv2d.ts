import type { Pair } from "../functional/pair.ts";
import { ConvNd, type ConvOptions } from "./conv-nd.ts";

/** Options of `Conv2d`. */
export type Conv2dOptions = ConvOptions<Pair>;

/**
 * 2-d convolution. Shapes: `[n, inChannels, h, w]` -> `[n, outChannels, h', w']`, or both without n; weight
 * `[out, in / groups, kh, kw]`, bias `[out]`, both uniform in +-1/sqrt(fanIn) at first. `torch.nn.Conv2d`.
 * @example new Conv2d(3, 6, 5).forward(zeros([2, 3, 32, 32])).shape; // [2, 6, 28, 28]
 */
export class Conv2d extends ConvNd {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: Conv2dOptions = {},
  ) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
}
