import type { Single } from "../functional/pair.ts";
import { ConvNd, type ConvOptions } from "./conv-nd.ts";

/** Options of `Conv1d`. */
export type Conv1dOptions = ConvOptions<Single>;

/**
 * 1-d convolution. Shapes: `[n, inChannels, w]` -> `[n, outChannels, w']`, or both without n; weight
 * `[out, in / groups, kw]`, bias `[out]`, both uniform in +-1/sqrt(fanIn) at first. `torch.nn.Conv1d`.
 * @example new Conv1d(3, 6, 5).forward(zeros([2, 3, 32])).shape; // [2, 6, 28]
 */
export class Conv1d extends ConvNd {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Single,
    options: Conv1dOptions = {},
  ) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
}
