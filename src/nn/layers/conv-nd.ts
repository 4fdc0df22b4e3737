import type { Tensor } from "../../tensor/index.ts";
import { checkChoice, checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type ConvSettings, convNd, resolvePadding } from "../functional/convolution.ts";
import { type PaddingMode, paddingModes, padEdges } from "../functional/padding-modes.ts";
import { type PerDim, perDim } from "../functional/pair.ts";
import { defaultBias, defaultWeight } from "../init.ts";
import { Module } from "../module.ts";
import { parameter } from "../parameter.ts";
import { describeSize } from "./describe-size.ts";

/** Options of `Conv1d`, `Conv2d`, `Conv3d`; `Size` is a number, or one for each dimension. */
export interface ConvOptions<Size extends PerDim = PerDim> extends ConvSettings<Size> {
  /** Whether each output channel has a number added. Default true. */
  readonly bias?: boolean;
  /** What the padding is made of. Default "zeros". */
  readonly paddingMode?: PaddingMode;
}

interface Checked {
  readonly stride: readonly number[];
  readonly padding: readonly number[] | "same" | "valid";
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** What the convolution layers have in common; `dims` is the number of dimensions that the kernel moves along. */
export abstract class ConvNd extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly #dims: number;
  readonly #settings: Checked;
  readonly #mode: PaddingMode;

  protected constructor(
    dims: number,
    inChannels: number,
    outChannels: number,
    kernelSize: PerDim,
    options: ConvOptions,
  ) {
    super();
    const who = `Conv${dims}d`;
    this.#dims = dims;
    this.#settings = checkSettings(who, dims, options);
    this.#mode = checkChoice(who, "paddingMode", options.paddingMode ?? "zeros", paddingModes);
    const { stride, padding, dilation, groups } = this.#settings;
    checkChannels(who, inChannels, outChannels, groups);
    const kernel = perDim(who, "kernelSize", kernelSize, 1, dims);
    if (typeof padding === "string") resolvePadding(who, padding, kernel, { stride, dilation });
    const shape = [outChannels, inChannels / groups, ...kernel];
    this.weight = parameter(defaultWeight(shape));
    this.bias = (options.bias ?? true) ? parameter(defaultBias(outChannels, shape)) : undefined;
  }

  forward(x: Tensor): Tensor {
    const { padding } = this.#settings;
    const settings = { ...this.#settings, padding: padding as PerDim | "same" | "valid" };
    const all = settings as ConvSettings;
    if (this.#mode === "zeros") return convNd(this.#dims, x, this.weight, this.bias, all);
    const who = `Conv${this.#dims}d`;
    const kernel = this.weight.shape.slice(2);
    const sides = resolvePadding(who, settings.padding, kernel, this.#settings);
    const wide = padEdges(x, sides.before, sides.after, this.#mode);
    return convNd(this.#dims, wide, this.weight, this.bias, { ...all, padding: 0 });
  }

  protected override describe(): string {
    const { stride, padding, dilation, groups } = this.#settings;
    const [out, perGroup, ...kernel] = this.weight.shape;
    const usual = (value: number) => (list: unknown) =>
      String(list) === String(stride.map(() => value));
    return [
      `${perGroup! * groups}, ${out}, kernel_size=${describeSize(kernel)}, stride=${describeSize(stride)}`,
      usual(0)(padding) ? "" : `, padding=${describeSize(padding)}`,
      usual(1)(dilation) ? "" : `, dilation=${describeSize(dilation)}`,
      groups === 1 ? "" : `, groups=${groups}`,
      this.bias ? "" : ", bias=False",
      this.#mode === "zeros" ? "" : `, padding_mode=${this.#mode}`,
    ].join("");
  }
}

/** Refuses numbers of channels that do not fall into `groups` equal blocks. */
export function checkChannels(
  who: string,
  inChannels: number,
  outChannels: number,
  groups: number,
): void {
  checkInteger(who, "inChannels", inChannels, { low: 1 });
  checkInteger(who, "outChannels", outChannels, { low: 1 });
  if (inChannels % groups === 0 && outChannels % groups === 0) return;
  const what = `channels divisible by groups=${groups}`;
  throw expected(who, what, { inChannels, outChannels }, "change groups");
}

function checkSettings(
  who: string,
  dims: number,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvOptions,
): Checked {
  return {
    stride: perDim(who, "stride", stride, 1, dims),
    padding:
      typeof padding === "string"
        ? checkChoice<"same" | "valid">(who, "padding", padding, ["same", "valid"])
        : perDim(who, "padding", padding, 0, dims),
    dilation: perDim(who, "dilation", dilation, 1, dims),
    groups: checkInteger(who, "groups", groups, { low: 1 }),
  };
}
