import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type ConvAxis, columnsInto, placesAlong } from "./deform-columns.ts";
import { type FeatureMaps, featureMaps } from "./region-rows.ts";

const who = "deformConv2d";

/** A number for both axes, or `[vertical, horizontal]`. */
export type Pair = number | readonly [vertical: number, horizontal: number];

/** What a deformable convolution takes beside input, offsets and weights. */
export interface DeformConv2dOptions {
  /** `[out]`, added to each output channel. */
  readonly bias?: Tensor | null;
  /** Default 1. */
  readonly stride?: Pair;
  /** Zeros around the input. Default 0. */
  readonly padding?: Pair;
  /** Features from one tap of the kernel to the next. Default 1. */
  readonly dilation?: Pair;
  /** `[n, groups * kh * kw, oh, ow]`: what each sample is multiplied by (version 2). Default ones. */
  readonly mask?: Tensor | null;
}

/**
 * Deformable convolution (torchvision's `deform_conv2d`, Dai et al. 2017; with `mask` version 2, Zhu
 * et al. 2018): each tap of the kernel looks where its offset points. `input` `[n, in, h, w]`,
 * `offset` `[n, 2 * groups * kh * kw, oh, ow]` (y, x of each tap), `weight` `[out, in / k, kh, kw]`;
 * gives `[n, out, oh, ow]`. Computes at once from tensors in memory, without gradients.
 * @example const y = deformConv2d(x, offset, weight, { padding: 1, mask });
 */
export function deformConv2d(
  input: Tensor,
  offset: Tensor,
  weight: Tensor,
  options: DeformConv2dOptions = {},
): Tensor {
  const maps = featureMaps(who, input);
  const weights = featureMaps(who, weight); // [out, in / k, kh, kw]
  const [down, across] = axesOf(maps, weights, options);
  const [rows, cols] = [placesAlong(down), placesAlong(across)];
  if (rows < 1 || cols < 1) {
    const got = { input: input.shape, weight: weight.shape, ...options };
    const what = "a kernel that fits the padded input";
    throw expected(who, what, got, "pad more, or take a smaller one");
  }
  const taps = weights.height * weights.width;
  const groups = (offset.shape[1] ?? 0) / (2 * taps);
  const convGroups = maps.channels / weights.channels;
  checkGroups(maps, weights, groups, convGroups);
  const [n, places] = [maps.count, rows * cols];
  const offsets = valuesOf("offset", offset, [n, 2 * groups * taps, rows, cols]);
  const { bias = null, mask = null } = options;
  const masks = mask && valuesOf("mask", mask, [n, groups * taps, rows, cols]);
  const added = bias && valuesOf("bias", bias, [weights.count]);
  const columns = new Float32Array(maps.channels * taps * places);
  const out = new Float32Array(n * weights.count * places);
  const part = (all: Float32Array, i: number) =>
    all.subarray((i * all.length) / n, ((i + 1) * all.length) / n);
  for (let i = 0; i < n; i++) {
    const image = part(maps.data, i);
    const seen = { image, channels: maps.channels, groups, offset: part(offsets, i) };
    columnsInto(columns, { ...seen, mask: masks && part(masks, i) }, down, across);
    multiplyInto(part(out, i), weights, columns, places, convGroups);
  }
  if (added !== null) addBiasInto(out, added, places);
  return Tensor.fromData(out, [n, weights.count, rows, cols]);
}

function addBiasInto(out: Float32Array, bias: ArrayLike<number>, places: number): void {
  for (let o = 0; o < out.length; o++) out[o]! += bias[Math.floor(o / places) % bias.length]!;
}

function axesOf(
  maps: FeatureMaps,
  weights: FeatureMaps,
  options: DeformConv2dOptions,
): [ConvAxis, ConvAxis] {
  const { stride = 1, padding = 0, dilation = 1 } = options;
  const strides = pairOf("stride", stride, 1);
  const paddings = pairOf("padding", padding, 0);
  const dilations = pairOf("dilation", dilation, 1);
  const axis = (a: 0 | 1, size: number, kernel: number): ConvAxis => ({
    size,
    kernel,
    stride: strides[a],
    padding: paddings[a],
    dilation: dilations[a],
  });
  return [axis(0, maps.height, weights.height), axis(1, maps.width, weights.width)];
}

function pairOf(name: string, value: Pair, low: number): [number, number] {
  const list = typeof value === "number" ? [value, value] : value;
  if (!Array.isArray(list) || list.length !== 2)
    throw expected(who, `${name} as a number or two`, value, "pass [vertical, horizontal]");
  return list.map((one) => checkInteger(who, name, one, { low })) as [number, number];
}

function checkGroups(
  { channels }: FeatureMaps,
  weights: FeatureMaps,
  groups: number,
  convGroups: number,
): void {
  if (!Number.isInteger(convGroups) || weights.count % convGroups !== 0) {
    const got = { input: channels, weight: [weights.count, weights.channels] };
    throw expected(who, "weights whose groups divide the channels", got, "check weight's shape");
  }
  if (!(Number.isInteger(groups) && groups >= 1 && channels % groups === 0))
    throw expected(who, "2 * groups * kh * kw channels of offsets", { groups }, "check offset");
}

function valuesOf(name: string, tensor: Tensor, shape: readonly number[]): Float32Array {
  const data = tensor instanceof Tensor ? tensor.hostData() : undefined;
  if (data instanceof Float32Array && tensor.shape.join() === shape.join()) return data;
  const got = tensor instanceof Tensor ? { dtype: tensor.dtype, shape: tensor.shape } : tensor;
  throw expected(who, `${name} as float32 [${shape.join(", ")}]`, got, "convert or reshape it");
}

// out[o, place] = sum of weight[o, k] columns[group of o, k, place]
function multiplyInto(
  out: Float32Array,
  { data, count, channels, height, width }: FeatureMaps,
  columns: Float32Array,
  places: number,
  groups: number,
): void {
  const depth = channels * height * width;
  const sums = new Float64Array(places);
  for (let o = 0; o < count; o++) {
    const first = Math.floor((o * groups) / count) * depth;
    sums.fill(0);
    for (let k = 0; k < depth; k++) {
      const weight = data[o * depth + k]!;
      const row = (first + k) * places;
      for (let p = 0; p < places; p++) sums[p]! += weight * columns[row + p]!;
    }
    out.set(sums, o * places);
  }
}
