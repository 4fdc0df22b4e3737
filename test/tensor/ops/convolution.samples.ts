import type { Attrs } from "../../../src/tensor/index.ts";
import type { convolution } from "../../../src/tensor/ops/convolution.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { convolve, convolveInputGrad, convolveWeightGrad, outputSize } from "./windows.ts";

interface Case {
  /** [n, c, h, w] */
  readonly x: Shape;
  /** [o, c / groups, kh, kw] */
  readonly k: Shape;
  readonly stride?: Shape;
  readonly padding?: Shape;
  readonly dilation?: Shape;
  readonly groups?: number;
  /** Finite differences of every element take too long where arrays are large. */
  readonly large?: boolean;
}

const cases: readonly Case[] = [
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
];

// Sizes that make lowerWeightGrad choose each of its arrangements.
const arrangements: readonly Case[] = [
  { x: [2, 7, 5, 6], k: [2, 7, 3, 3], large: true }, // 63 values a window: channels first
  { x: [2, 8, 5, 6], k: [2, 8, 3, 3], large: true }, // 72, small map: channels last
  { x: [2, 8, 6, 5], k: [3, 8, 3, 3], stride: [2, 2], padding: [1, 2], large: true },
  { x: [2, 17, 4, 4], k: [3, 17, 2, 2], dilation: [2, 2], padding: [1, 0], large: true },
  { x: [2, 65, 3, 3], k: [2, 65, 1, 1], large: true },
  { x: [2, 8, 14, 15], k: [2, 8, 3, 3], large: true }, // 156 places: batched
  { x: [1, 8, 27, 26], k: [2, 8, 3, 3], stride: [2, 2], padding: [1, 1], large: true },
  { x: [1, 8, 16, 15], k: [2, 8, 3, 3], dilation: [2, 2], padding: [1, 2], large: true },
  { x: [2, 65, 13, 13], k: [2, 65, 1, 1], large: true },
];

/** Calls of the convolution and of its two gradients. */
export const convolutionSamples: Readonly<Record<keyof typeof convolution, readonly Sample[]>> = {
  conv2d: [...cases, ...arrangements].flatMap((one, i) => [forward(one, i % 2 === 0)]),
  conv2dInputGrad: cases.map(inputGrad),
  conv2dWeightGrad: [...cases, ...arrangements].map(weightGrad),
};

function attrsOf({ stride = [1, 1], padding = [0, 0], dilation = [1, 1], groups = 1 }: Case) {
  return { stride, padding, dilation, groups } satisfies Attrs;
}

function forward(one: Case, withBias: boolean): Sample {
  const bias: readonly Shape[] = withBias ? [[one.k[0]!]] : [];
  return {
    attrs: attrsOf(one),
    inputs: (rng) => [one.x, one.k, ...bias].map((shape) => between(rng, shape, -1, 1)),
    reference: convolve,
    gradient: !one.large,
    second: !one.large && !withBias && one.x[0]! > 0,
  };
}

function inputGrad(one: Case): Sample {
  const attrs = attrsOf(one);
  const [oh, ow] = outputSize(attrs, one.x.slice(2), one.k.slice(2));
  const gy = [one.x[0]!, one.k[0]!, oh!, ow!];
  return {
    attrs: { ...attrs, size: one.x.slice(2) },
    inputs: (rng) => [between(rng, gy, -1, 1), between(rng, one.k, -1, 1)],
    reference: convolveInputGrad,
  };
}

function weightGrad(one: Case): Sample {
  const attrs = attrsOf(one);
  const [oh, ow] = outputSize(attrs, one.x.slice(2), one.k.slice(2));
  const gy = [one.x[0]!, one.k[0]!, oh!, ow!];
  return {
    attrs: { ...attrs, size: one.k.slice(2) },
    inputs: (rng) => [between(rng, one.x, -1, 1), between(rng, gy, -1, 1)],
    reference: convolveWeightGrad,
    gradient: !one.large,
  };
}
