import type { DType } from "../../../src/tensor/dtype.ts";
import type { selection } from "../../../src/tensor/ops/selection.ts";
import { apart, between, build, given, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { between2, binary, booleans, mixed, shiftedApart, spreadTo } from "./sample-makers.ts";

const whereShapes = [
  [
    [2, 3],
    [2, 3],
    [2, 3],
  ],
  [[3], [2, 1], []],
  [[], [1], [2, 2]],
  [
    [2, 1, 3],
    [4, 1],
    [1, 3],
  ],
  [[0, 3], [1, 3], [1]],
] as const;

function chosen(dtype: DType): Sample["reference"] {
  return ([condition, a, b]) => {
    const [test, left, right] = spreadTo([condition!, a!, b!]);
    return build(test!.shape, (_, i) => (test!.data[i] ? left : right)!.data[i]!, dtype);
  };
}

function clamped(min: boolean, max: boolean): Sample["reference"] {
  return (inputs) => {
    const [x, ...bounds] = spreadTo(inputs);
    const low = (i: number) => (min ? bounds[0]!.data[i]! : Number.NEGATIVE_INFINITY);
    const high = (i: number) => (max ? bounds.at(-1)!.data[i]! : Number.POSITIVE_INFINITY);
    const clamp = (value: number, i: number) => Math.min(Math.max(value, low(i)), high(i));
    return build(x!.shape, (_, i) => clamp(x!.data[i]!, i), inputs[0]!.dtype);
  };
}

function clamp(min: boolean, max: boolean, ...bounds: readonly Numbers[]): Sample[] {
  return [[2, 3], [], [1], [0, 3], [2, 1, 3]].map((shape, i) => ({
    attrs: { min, max },
    inputs: (rng) => [apart(rng, shape), ...bounds],
    reference: clamped(min, max),
    second: i === 0,
  }));
}

/** Calls of the operations that choose. */
export const selectionSamples: Readonly<Record<keyof typeof selection, readonly Sample[]>> = {
  where: [
    ...whereShapes.map(
      ([c, a, b], i): Sample => ({
        inputs: (rng) => [whole(rng, c, 0, 2, "bool"), between2(rng, a), between2(rng, b)],
        reference: chosen("float32"),
        second: i < 2,
      }),
    ),
    {
      inputs: (rng) => [whole(rng, [4], 0, 2, "bool"), whole(rng, [4], 0, 9), between2(rng, [])],
      reference: chosen("float32"),
    },
    {
      inputs: (rng) => [
        whole(rng, [4], 0, 2, "bool"),
        whole(rng, [4], 0, 2, "bool"),
        whole(rng, [1], 0, 2, "bool"),
      ],
      reference: chosen("bool"),
    },
  ],
  clamp: [
    ...clamp(true, true, given([], [-0.5]), given([], [0.5])),
    ...clamp(true, false, given([], [0.25])),
    ...clamp(false, true, given([], [0.25])),
    ...clamp(true, true, given([], [0.5]), given([], [-0.5])),
    {
      attrs: { min: true, max: true },
      inputs: (rng) => [
        apart(rng, [2, 3]),
        between(rng, [3], -0.6, -0.4),
        between(rng, [2, 1], 0.1, 0.2),
      ],
      reference: clamped(true, true),
    },
    {
      attrs: { min: true, max: false },
      inputs: () => [given([4], [-5, 0, 3, 9], "int64"), given([], [1], "int64")],
      reference: clamped(true, false),
    },
    {
      attrs: { min: false, max: true },
      inputs: () => [given([2], [Number.NaN, Number.POSITIVE_INFINITY]), given([2], [1, 2])],
      reference: clamped(false, true),
      gradient: false,
    },
  ],
  maximum: [
    ...binary(Math.max, apart, shiftedApart),
    ...mixed(Math.max),
    booleans((a, b) => a | b),
  ],
  minimum: [
    ...binary(Math.min, apart, shiftedApart),
    ...mixed(Math.min),
    booleans((a, b) => a & b),
  ],
};
