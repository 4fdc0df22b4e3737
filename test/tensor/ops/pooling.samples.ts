import type { pooling } from "../../../src/tensor/ops/pooling.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { apart, between, build, type Numbers } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { maxPool, maxPoolGrad, maxPoolPick } from "./windows.ts";

interface Case {
  readonly x: Shape;
  readonly kernel: Shape;
  readonly stride: Shape;
  readonly padding?: Shape;
  readonly dilation?: Shape;
  readonly ceilMode?: boolean;
}

const cases: readonly Case[] = [
  { x: [2, 2, 4, 6], kernel: [2, 2], stride: [2, 2] }, // windows tile
  { x: [1, 1, 1, 1], kernel: [1, 1], stride: [1, 1] },
  { x: [1, 2, 6, 4], kernel: [3, 2], stride: [3, 2] },
  { x: [1, 2, 5, 5], kernel: [2, 2], stride: [2, 2] }, // a row and a column left over
  { x: [1, 2, 5, 5], kernel: [3, 3], stride: [2, 2], padding: [1, 1] }, // overlap, as ResNet's
  { x: [1, 1, 4, 5], kernel: [3, 2], stride: [1, 1], padding: [1, 0] },
  { x: [1, 1, 7, 6], kernel: [2, 3], stride: [1, 2], dilation: [2, 2], padding: [1, 1] },
  { x: [0, 2, 4, 4], kernel: [2, 2], stride: [2, 2] },
  { x: [1, 2, 5, 6], kernel: [2, 2], stride: [2, 2], ceilMode: true },
  { x: [1, 1, 6, 6], kernel: [3, 2], stride: [2, 3], padding: [1, 1], ceilMode: true },
  { x: [1, 2, 8, 9], kernel: [2, 2], stride: [3, 3], dilation: [3, 2], ceilMode: true },
  { x: [1, 1, 3, 2], kernel: [2, 2], stride: [3, 3], padding: [1, 1], ceilMode: true },
  { x: [1, 1, 2, 3], kernel: [3, 4], stride: [2, 3], ceilMode: true }, // larger than the input
  { x: [1, 2, 9, 8], kernel: [6, 5], stride: [2, 2], padding: [2, 1] }, // too many places to compare
];

// Small whole numbers: nearly every window holds its maximum twice.
const tied: readonly Case[] = [
  cases[0]!,
  cases[3]!,
  cases[4]!,
  cases[5]!,
  cases[6]!,
  cases[8]!,
  cases[9]!,
  cases[13]!,
];

/** Calls of max pooling and of its gradient; ties, which go to the first, only where no slope is measured. */
export const poolingSamples: Readonly<Record<keyof typeof pooling, readonly Sample[]>> = {
  maxPool2d: cases.map((one) => ({
    attrs: attrsOf(one),
    inputs: (rng) => [apart(rng, one.x)],
    reference: maxPool,
  })),
  maxPool2dGrad: [
    ...cases.map((one) => backward(one, apart)),
    ...tied.map((one) => backward(one, (rng, shape) => build(shape, () => rng.int(-1, 2)))),
    ...tied.map((one) => backward(one, (_, shape) => build(shape, () => 0))),
  ],
  maxPool2dPick: [
    ...cases.map((one) => pick(one, apart)),
    ...tied.map((one) => pick(one, (rng, shape) => build(shape, () => rng.int(-1, 2)))),
  ],
};

function attrsOf({ kernel, stride, padding = [0, 0], dilation = [1, 1], ceilMode = false }: Case) {
  return { kernel, stride, padding, dilation, ceilMode };
}

type Make = (rng: Parameters<Sample["inputs"]>[0], shape: Shape) => Numbers;

function backward(one: Case, make: Make): Sample {
  const attrs = attrsOf(one);
  return {
    attrs,
    inputs: (rng) => {
      const x = make(rng, one.x);
      const y = maxPool([x], attrs);
      return [x, y, between(rng, y.shape, -1, 1)];
    },
    reference: maxPoolGrad,
    gradient: false, // there is none by x and y; see the test of second derivatives beside
  };
}

function pick(one: Case, make: Make): Sample {
  const attrs = attrsOf(one);
  return {
    attrs,
    inputs: (rng) => {
      const x = make(rng, one.x);
      return [x, maxPool([x], attrs), between(rng, x.shape, -1, 1)];
    },
    reference: maxPoolPick,
    gradient: false,
  };
}
