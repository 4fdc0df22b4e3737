import type { Attrs } from "../../../src/tensor/index.ts";
import type { convolution } from "../../../src/tensor/ops/convolution.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { convolve, convolveInputGrad, convolveWeightGrad, outputSize } from "./windows.ts";

/** Shapes and settings of a convolution. */
export interface ConvCase {
  /** [n, c, ...size] */
  readonly x: Shape;
  /** [o, c / groups, ...kernel] */
  readonly k: Shape;
  readonly stride?: Shape;
  readonly padding?: Shape;
  readonly dilation?: Shape;
  readonly groups?: number;
  /** Finite differences of every element take too long where arrays are large. */
  readonly large?: boolean;
}

const cases: readonly ConvCase[] = [
  { x: [2, 2, 4, 5], k: [3, 2, 3, 2] },
  { x: [1, 1, 1, 1], k: [1, 1, 1, 1] },
  { x: [2, 3, 3, 3], k: [2, 3, 1, 1] },
  { x: [1, 2, 5, 5], k: [2, 2, 3, 3], padding: [1, 1] },
  { x: [1, 2, 4, 3], k: [2, 2, 3, 3], padding: [2, 1] },
  { x: [1, 1, 3, 3], k: [2, 1, 2, 2], padding: [3, 0] }, // padding beyond the kernel's reach
  { x: [1, 2, 5, 7], k: [2, 2, 3, 3], stride: [2, 2], padding: [1, 1] },
  { x: [1, 2, 6, 6], k: [2, 2, 3, 3], stride: [2, 3] }, // a row and columns left over
  { x: [1, 2, 6, 6], k: [2, 2, 1, 1], stride: [2, 2] },
  { x: [1, 2, 6, 5], k: [2, 2, 2, 3], dilation: [2, 2], padding: [1, 2] },
  { x: [1, 2, 7, 7], k: [2, 2, 3, 2], stride: [2, 1], padding: [1, 0], dilation: [2, 3] },
  { x: [2, 4, 4, 4], k: [6, 2, 3, 3], groups: 2, padding: [1, 1] },
  { x: [1, 3, 5, 5], k: [3, 1, 3, 3], groups: 3, stride: [2, 2], padding: [1, 1] },
  { x: [0, 2, 4, 4], k: [3, 2, 3, 3] },
  { x: [2, 2, 4, 4], k: [4, 1, 3, 2], groups: 2, stride: [2, 1], dilation: [1, 2] },
  { x: [1, 2, 6, 5], k: [2, 1, 2, 2], groups: 2, stride: [3, 2], padding: [1, 0] },
  { x: [0, 2, 4, 4], k: [2, 1, 3, 3], groups: 2 },
  { x: [2, 2, 6], k: [3, 2, 3], padding: [1] },
  { x: [1, 2, 8], k: [2, 2, 2], stride: [3], dilation: [2] },
  { x: [1, 4, 5], k: [4, 1, 3], stride: [2], padding: [1], groups: 4 },
  { x: [1, 2, 3, 3, 3], k: [2, 2, 2, 2, 2], padding: [1, 0, 1] },
  { x: [1, 2, 4, 3, 3], k: [2, 2, 2, 1, 2], stride: [2, 1, 2], dilation: [1, 1, 2] },
  { x: [1, 2, 3, 2, 3], k: [2, 1, 2, 2, 1], groups: 2, padding: [0, 1, 0] },
];

// Sizes that make lowerWeightGrad choose each of its arrangements.
const arrangements: readonly ConvCase[] = [
  { x: [2, 7, 5, 6], k: [2, 7, 3, 3], large: true }, // 63 values a window: channels first
  { x: [2, 8, 5, 6], k: [2, 8, 3, 3], large: true }, // 72, small map: channels last
  { x: [2, 8, 6, 5], k: [3, 8, 3, 3], stride: [2, 2], padding: [1, 2], large: true },
  { x: [2, 17, 4, 4], k: [3, 17, 2, 2], dilation: [2, 2], padding: [1, 0], large: true },
  { x: [2, 65, 3, 3], k: [2, 65, 1, 1], large: true },
  { x: [2, 8, 14, 15], k: [2, 8, 3, 3], large: true }, // 156 places: batched
  { x: [1, 8, 27, 26], k: [2, 8, 3, 3], stride: [2, 2], padding: [1, 1], large: true },
  { x: [1, 8, 16, 15], k: [2, 8, 3, 3], dilation: [2, 2], padding: [1, 2], large: true },
  { x: [2, 65, 13, 13], k: [2, 65, 1, 1], large: true },
  { x: [2, 16, 14, 14], k: [2, 16, 3, 3], padding: [1, 1], large: true }, // 196 places: batched
  { x: [1, 6, 3, 3], k: [2, 6, 3, 3], padding: [1, 1] }, // a kernel larger than the maps
  { x: [2, 7, 4, 3], k: [3, 7, 2, 3], padding: [1, 2], dilation: [2, 1], large: true },
  { x: [1, 7, 3], k: [3, 7, 3], padding: [1] },
  { x: [2, 3, 22, 23], k: [3, 1, 3, 3], groups: 3, large: true }, // 420 places: batched
  { x: [2, 65, 7], k: [2, 65, 2], padding: [1], large: true },
  { x: [1, 65, 160], k: [1, 65, 2], stride: [1], large: true },
  { x: [1, 17, 3, 3, 3], k: [2, 17, 2, 2, 2], padding: [1, 1, 0], large: true },
  { x: [1, 9, 7, 7, 6], k: [2, 9, 2, 2, 2], large: true },
];

// Transposed convolutions: the output is larger than the gradient's own case makes it.
const transposed: readonly (ConvCase & { readonly size: Shape })[] = [
  { x: [2, 3, 3, 2], k: [3, 2, 3, 3], size: [5, 4] },
  { x: [1, 2, 3, 3], k: [2, 2, 3, 3], stride: [2, 2], padding: [1, 1], size: [6, 6] },
  { x: [1, 4, 2, 3], k: [4, 1, 2, 2], stride: [2, 3], groups: 2, size: [5, 8] },
  { x: [1, 2, 3, 3], k: [2, 2, 2, 2], dilation: [3, 2], size: [7, 6] },
  { x: [1, 2, 3], k: [2, 3, 2], stride: [2], size: [7] },
  { x: [1, 2, 2, 2, 2], k: [2, 1, 2, 2, 2], stride: [2, 1, 1], size: [4, 3, 3] },
];

/** Calls of the convolution and of its two gradients. */
export const convolutionSamples: Readonly<Record<keyof typeof convolution, readonly Sample[]>> = {
  conv: [...cases, ...arrangements].flatMap((one, i) => [forward(one, i % 2 === 0)]),
  convInputGrad: [...cases.map(inputGrad), ...transposed.map(transpose)],
  convWeightGrad: [...cases, ...arrangements].map(weightGrad),
};

/** Samples of all three operations for one case. */
export function convolutionSamplesOf(one: ConvCase): Record<keyof typeof convolution, Sample> {
  return {
    conv: forward(one, true),
    convInputGrad: inputGrad(one),
    convWeightGrad: weightGrad(one),
  };
}

function attrsOf({ x, stride, padding, dilation, groups = 1 }: ConvCase) {
  const all = (value: number) => x.slice(2).map(() => value);
  return {
    stride: stride ?? all(1),
    padding: padding ?? all(0),
    dilation: dilation ?? all(1),
    groups,
  } satisfies Attrs;
}

function forward(one: ConvCase, withBias: boolean): Sample {
  const bias: readonly Shape[] = withBias ? [[one.k[0]!]] : [];
  return {
    attrs: attrsOf(one),
    inputs: (rng) => [one.x, one.k, ...bias].map((shape) => between(rng, shape, -1, 1)),
    reference: convolve,
    gradient: !one.large,
    second: !one.large && !withBias && one.x[0]! > 0,
  };
}

function inputGrad(one: ConvCase): Sample {
  const attrs = attrsOf(one);
  const out = outputSize(attrs, one.x.slice(2), one.k.slice(2));
  const gy = [one.x[0]!, one.k[0]!, ...out];
  return {
    attrs: { ...attrs, size: one.x.slice(2) },
    inputs: (rng) => [between(rng, gy, -1, 1), between(rng, one.k, -1, 1)],
    reference: convolveInputGrad,
    gradient: !one.large,
  };
}

// `x` is what the transposed convolution takes, with as many channels as the kernel has outputs.
function transpose(one: ConvCase & { readonly size: Shape }): Sample {
  const attrs = attrsOf(one);
  const channels = one.k[1]! * attrs.groups;
  return {
    attrs: { ...attrs, size: one.size },
    inputs: (rng) => [one.x, one.k, [channels]].map((shape) => between(rng, shape, -1, 1)),
    reference: convolveInputGrad,
  };
}

function weightGrad(one: ConvCase): Sample {
  const attrs = attrsOf(one);
  const out = outputSize(attrs, one.x.slice(2), one.k.slice(2));
  const gy = [one.x[0]!, one.k[0]!, ...out];
  return {
    attrs: { ...attrs, size: one.k.slice(2) },
    inputs: (rng) => [between(rng, one.x, -1, 1), between(rng, gy, -1, 1)],
    reference: convolveWeightGrad,
    gradient: !one.large,
  };
}
