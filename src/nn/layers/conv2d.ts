import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type Conv2dSettings, conv2d } from "../functional/convolution.ts";
import { type Pair, pair } from "../functional/pair.ts";
import { defaultBias, defaultWeight } from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";

/** Options of `Conv2d`. */
export interface Conv2dOptions extends Conv2dSettings {
  /** Whether each output channel has a number added. Default true. */
  readonly bias?: boolean;
}

/**
 * 2-d convolution. Shapes: `[n, inChannels, h, w]` -> `[n, outChannels, h', w']`; weight
 * `[out, in / groups, kh, kw]`, bias `[out]`, both uniform in +-1/sqrt(fanIn) at first. `torch.nn.Conv2d`.
 * @example new Conv2d(3, 6, 5).forward(zeros([2, 3, 32, 32])).shape; // [2, 6, 28, 28]
 */
export class Conv2d extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly #settings: Conv2dSettings;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: Conv2dOptions = {},
  ) {
    super();
    const { bias = true, stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
    checkInteger("Conv2d", "inChannels", inChannels, { low: 1 });
    checkInteger("Conv2d", "outChannels", outChannels, { low: 1 });
    checkInteger("Conv2d", "groups", groups, { low: 1 });
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw expected(
        "Conv2d",
        `channels divisible by groups=${groups}`,
        { inChannels, outChannels },
        "change groups",
      );
    }
    this.#settings = {
      stride: pair("Conv2d", "stride", stride, 1),
      padding: pair("Conv2d", "padding", padding, 0),
      dilation: pair("Conv2d", "dilation", dilation, 1),
      groups,
    };
    const shape = [
      outChannels,
      inChannels / groups,
      ...pair("Conv2d", "kernelSize", kernelSize, 1),
    ];
    this.weight = parameter(defaultWeight(shape));
    this.bias = bias ? parameter(defaultBias(outChannels, shape)) : undefined;
  }

  forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias, this.#settings);
  }

  protected override describe(): string {
    const { groups = 1 } = this.#settings;
    const [out, perGroup, ...kernel] = this.weight.shape;
    const part = (name: string, value: unknown, usual: string) =>
      tuple(value) === usual ? "" : `, ${name}=${tuple(value)}`;
    return [
      `${perGroup! * groups}, ${out}, kernel_size=${tuple(kernel)}, stride=${tuple(this.#settings.stride)}`,
      part("padding", this.#settings.padding, "(0, 0)"),
      part("dilation", this.#settings.dilation, "(1, 1)"),
      groups === 1 ? "" : `, groups=${groups}`,
      this.bias ? "" : ", bias=False",
    ].join("");
  }
}

function tuple(value: unknown): string {
  return `(${(value as readonly number[]).join(", ")})`;
}
