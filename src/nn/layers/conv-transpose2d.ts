import type { Tensor } from "../../tensor/index.ts";
import {
  type ConvTranspose2dSettings,
  convTranspose2d,
  transposeSettings,
} from "../functional/convolution.ts";
import { type Pair, perDim } from "../functional/pair.ts";
import { defaultBias, defaultWeight } from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { checkChannels } from "./conv-nd.ts";
import { describeSize } from "./describe-size.ts";

/** Options of `ConvTranspose2d`. */
export interface ConvTranspose2dOptions extends ConvTranspose2dSettings {
  /** Whether each output channel has a number added. Default true. */
  readonly bias?: boolean;
}

/**
 * Transposed 2-d convolution, which grows what `Conv2d` shrinks. Shapes: `[n, inChannels, h, w]` ->
 * `[n, outChannels, h', w']`, or both without n, where
 * `h' = (h - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1`; weight `[in, out / groups, kh, kw]`,
 * bias `[out]`. `torch.nn.ConvTranspose2d`.
 * @example new ConvTranspose2d(3, 6, 2, { stride: 2 }).forward(zeros([1, 3, 4, 4])).shape; // [1, 6, 8, 8]
 */
export class ConvTranspose2d extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly #settings: ReturnType<typeof transposeSettings>;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    { bias = true, ...settings }: ConvTranspose2dOptions = {},
  ) {
    super();
    const who = "ConvTranspose2d";
    this.#settings = transposeSettings(who, settings);
    const { groups } = this.#settings;
    checkChannels(who, inChannels, outChannels, groups);
    const kernel = perDim(who, "kernelSize", kernelSize, 1, 2);
    const shape = [inChannels, outChannels / groups, ...kernel];
    this.weight = parameter(defaultWeight(shape));
    this.bias = bias ? parameter(defaultBias(outChannels, shape)) : undefined;
  }

  forward(x: Tensor): Tensor {
    return convTranspose2d(x, this.weight, this.bias, this.#settings);
  }

  protected override describe(): string {
    const { stride, padding, outputPadding, dilation, groups } = this.#settings;
    const [into, perGroup, ...kernel] = this.weight.shape;
    const part = (name: string, value: readonly number[], usual: string) =>
      describeSize(value) === usual ? "" : `, ${name}=${describeSize(value)}`;
    return [
      `${into}, ${perGroup! * groups}, kernel_size=${describeSize(kernel)}, stride=${describeSize(stride)}`,
      part("padding", padding, "(0, 0)"),
      part("dilation", dilation, "(1, 1)"),
      part("output_padding", outputPadding, "(0, 0)"),
      groups === 1 ? "" : `, groups=${groups}`,
      this.bias ? "" : ", bias=False",
    ].join("");
  }
}
