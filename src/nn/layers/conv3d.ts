import type { Triple } from "../functional/pair.ts";
import { ConvNd, type ConvOptions } from "./conv-nd.ts";

/** Options of `Conv3d`. */
export type Conv3dOptions = ConvOptions<Triple>;

/**
 * 3-d convolution. Shapes: `[n, inChannels, d, h, w]` -> `[n, outChannels, d', h', w']`, or both without n; weight
 * `[out, in / groups, kd, kh, kw]`, bias `[out]`, both uniform in +-1/sqrt(fanIn) at first. `torch.nn.Conv3d`.
 * @example new Conv3d(3, 6, 3).forward(zeros([2, 3, 8, 8, 8])).shape; // [2, 6, 6, 6, 6]
 */
export class Conv3d extends ConvNd {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Triple,
    options: Conv3dOptions = {},
  ) {
    super(3, inChannels, outChannels, kernelSize, options);
  }
}
