import type { reduction } from "../../../src/tensor/ops/reduction.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { apart, between, build, get, type Numbers, placesOf, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

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
  argmax: [
    argmax([2, 3], 1),
    argmax([2, 3], 0, true),
    argmax([4], 0),
    argmax([2, 1, 3], 1),
    argmax([0, 3], 1),
  ],
};

type Make = (rng: Rng, shape: readonly number[]) => Numbers;

function between2(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, -2, 2);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

function reduced(f: (values: readonly number[]) => number): Sample["reference"] {
  return ([x], attrs) => {
    const dims = attrs["dims"] as readonly number[];
    const ones = x!.shape.map((n, dim) => (dims.includes(dim) ? 1 : n));
    const full = build(
      ones,
      (place) => {
        const belongs = (other: readonly number[]) =>
          other.every((at, dim) => dims.includes(dim) || at === place[dim]);
        return f(
          placesOf(x!.shape)
            .filter(belongs)
            .map((at) => get(x!, at)),
        );
      },
      x!.dtype,
    );
    if (attrs["keepdim"]) return full;
    return { ...full, shape: x!.shape.filter((_, dim) => !dims.includes(dim)) };
  };
}

function calls(f: (values: readonly number[]) => number, make: Make): Sample[] {
  const cases: readonly (readonly [readonly number[], readonly number[], boolean])[] = [
    [[2, 3], [0, 1], false],
    [[2, 3], [0], false],
    [[2, 3, 2], [0, 2], true],
    [[2, 1], [1], false],
    [[], [], false],
  ];
  return cases.map(([shape, dims, keepdim], i) => ({
    attrs: { dims, keepdim },
    inputs: (rng) => [make(rng, shape)],
    reference: reduced(f),
    second: i === 1,
  }));
}

function empty(
  shape: readonly number[],
  dims: readonly number[],
  f: (values: readonly number[]) => number,
): Sample {
  return {
    attrs: { dims, keepdim: false },
    inputs: (rng) => [between2(rng, shape)],
    reference: reduced(f),
  };
}

function argmax(shape: readonly number[], dim: number, keepdim = false): Sample {
  const place = (values: readonly number[]) => values.indexOf(Math.max(...values));
  return {
    attrs: { dim, keepdim },
    inputs: (rng) => [apart(rng, shape)],
    reference: (inputs) => ({
      ...reduced(place)(inputs, { dims: [dim], keepdim }),
      dtype: "int64",
    }),
  };
}
