import type { reduction } from "../../../src/tensor/ops/reduction.ts";
import { apart, given, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { between2, calls, empty, meanOf, place, reduced, sumOf } from "./reduction-makers.ts";

/** Calls of the operations that make many elements one. */
export const reductionSamples: Readonly<Record<keyof typeof reduction, readonly Sample[]>> = {
  sum: [
    ...calls(sumOf, between2),
    empty([0, 3], [0], sumOf),
    empty([0, 3], [1], sumOf),
    {
      attrs: { dims: [0], keepdim: false },
      inputs: (rng) => [whole(rng, [3, 2], -9, 9)],
      reference: reduced(sumOf),
    },
    {
      attrs: { dims: [0, 1], keepdim: false },
      inputs: (rng) => [whole(rng, [3, 2], 0, 2, "bool")],
      reference: (inputs, attrs) => ({ ...reduced(sumOf)(inputs, attrs), dtype: "int64" }),
    },
  ],
  // The mean of nothing is NaN in PyTorch.
  mean: [...calls(meanOf, between2), { ...empty([0, 3], [0], meanOf), gradient: false }],
  amax: [...calls((values) => Math.max(...values), apart), empty([0, 3], [1], () => 0)],
  amin: [...calls((values) => Math.min(...values), apart), empty([0, 3], [1], () => 0)],
  argmax: places(Math.max),
  argmin: places(Math.min),
  any: truths((values) => values.some((value) => value !== 0)),
  all: truths((values) => values.every((value) => value !== 0)),
};

function places(best: (...values: number[]) => number): Sample[] {
  return [
    place(best, [2, 3], 1),
    place(best, [2, 3], 0, true),
    place(best, [4], 0),
    place(best, [2, 1, 3], 1),
    place(best, [0, 3], 1),
  ];
}

function truths(f: (values: readonly number[]) => boolean): Sample[] {
  const reference: Sample["reference"] = (inputs, attrs) => ({
    ...reduced((values) => Number(f(values)))(inputs, attrs),
    dtype: "bool",
  });
  const rows = [0, 0, 0, 1, 0, 1, 1, 1, 1];
  return [
    {
      attrs: { dims: [1], keepdim: false },
      inputs: () => [given([3, 3], rows, "bool")],
      reference,
    },
    {
      attrs: { dims: [0, 1], keepdim: true },
      inputs: () => [given([3, 3], rows, "int64")],
      reference,
    },
    {
      attrs: { dims: [0], keepdim: false },
      inputs: () => [given([2, 2], [0.25, 0, Number.NaN, 0])],
      reference,
    },
    {
      attrs: { dims: [0], keepdim: false },
      inputs: (rng) => [whole(rng, [0, 2], 0, 2, "uint8")],
      reference,
    },
    { attrs: { dims: [], keepdim: false }, inputs: () => [given([], [0.5])], reference },
  ];
}
