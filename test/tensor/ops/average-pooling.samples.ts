import type { averagePooling } from "../../../src/tensor/ops/average-pooling.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { avgPool, avgPoolGrad, outputSize } from "./windows.ts";

interface Case {
  readonly x: Shape;
  readonly kernel: Shape;
  readonly stride: Shape;
  readonly padding?: Shape;
  readonly ceilMode?: boolean;
  readonly countIncludePad?: boolean;
  readonly divisor?: number;
}

const cases: readonly Case[] = [
  { x: [2, 2, 4, 6], kernel: [2, 2], stride: [2, 2] }, // windows tile
  { x: [1, 1, 1, 1], kernel: [1, 1], stride: [1, 1] },
  { x: [1, 2, 4, 5], kernel: [4, 5], stride: [4, 5] }, // one window
  { x: [1, 2, 5, 7], kernel: [2, 3], stride: [2, 3] }, // a row and a column left over
  { x: [1, 2, 5, 5], kernel: [3, 3], stride: [2, 2], padding: [1, 1] },
  { x: [1, 2, 5, 5], kernel: [3, 3], stride: [2, 2], padding: [1, 1], countIncludePad: false },
  { x: [1, 1, 5, 6], kernel: [2, 2], stride: [2, 2], ceilMode: true },
  { x: [1, 1, 2, 3], kernel: [3, 4], stride: [2, 3], ceilMode: true }, // larger than the input
  { x: [1, 2, 6, 6], kernel: [3, 2], stride: [2, 2], padding: [1, 1], ceilMode: true },
  {
    x: [1, 1, 6, 7],
    kernel: [3, 2],
    stride: [2, 3],
    padding: [1, 1],
    ceilMode: true,
    countIncludePad: false,
  },
  { x: [1, 2, 4, 6], kernel: [2, 3], stride: [1, 2], divisor: 4 },
  { x: [1, 2, 4, 6], kernel: [2, 3], stride: [2, 3], divisor: 5 },
  { x: [1, 1, 7, 4], kernel: [1, 2], stride: [3, 1] }, // windows with gaps between
  { x: [0, 2, 4, 4], kernel: [2, 2], stride: [2, 2] },
  { x: [0, 2, 4, 4], kernel: [3, 3], stride: [1, 1] },
];

/** Calls of average pooling and of its gradient. */
export const averagePoolingSamples: Readonly<
  Record<keyof typeof averagePooling, readonly Sample[]>
> = {
  avgPool2d: cases.map((one) => ({
    attrs: attrsOf(one),
    inputs: (rng) => [between(rng, one.x, -1, 1)],
    reference: avgPool,
  })),
  avgPool2dGrad: cases.map((one) => {
    const attrs = attrsOf(one);
    const size = one.x.slice(2);
    const gy = [...one.x.slice(0, 2), ...outputSize(attrs, size, one.kernel)];
    return {
      attrs: { ...attrs, size },
      inputs: (rng) => [between(rng, gy, -1, 1)],
      reference: avgPoolGrad,
    };
  }),
};

function attrsOf({
  kernel,
  stride,
  padding = [0, 0],
  ceilMode = false,
  countIncludePad = true,
  divisor = 0,
}: Case) {
  return { kernel, stride, padding, ceilMode, countIncludePad, divisor };
}
