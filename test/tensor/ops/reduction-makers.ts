import type { Attrs } from "../../../src/tensor/index.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { apart, between, build, get, type Numbers, placesOf } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Makes an input of a shape. */
export type Make = (rng: Rng, shape: readonly number[]) => Numbers;

/** Numbers in [-2, 2). */
export function between2(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, -2, 2);
}

/** The sum. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The mean. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** The reference of a reduction. */
export function reduced(f: (values: readonly number[]) => number): Sample["reference"] {
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

/** Calls of a reduction: over all, some and no dimensions. */
export function calls(
  f: (values: readonly number[]) => number,
  make: Make = between2,
  more: Attrs = {},
): Sample[] {
  const cases: readonly (readonly [readonly number[], readonly number[], boolean])[] = [
    [[2, 3], [0, 1], false],
    [[2, 3], [0], false],
    [[2, 3, 2], [0, 2], true],
    [[2, 1], [1], false],
    [[], [], false],
  ];
  return cases.map(([shape, dims, keepdim], i) => ({
    attrs: { dims, keepdim, ...more },
    inputs: (rng) => [make(rng, shape)],
    reference: reduced(f),
    second: i === 1,
  }));
}

/** A call with a dimension of size 0. */
export function empty(
  shape: readonly number[],
  dims: readonly number[],
  f: (values: readonly number[]) => number,
  more: Attrs = {},
): Sample {
  return {
    attrs: { dims, keepdim: false, ...more },
    inputs: (rng) => [between2(rng, shape)],
    reference: reduced(f),
  };
}

/** A call that asks for the place of an extreme element. */
export function place(
  best: (...values: number[]) => number,
  shape: readonly number[],
  dim: number,
  keepdim = false,
): Sample {
  const place = (values: readonly number[]) => values.indexOf(best(...values));
  return {
    attrs: { dim, keepdim },
    inputs: (rng) => [apart(rng, shape)],
    reference: (inputs) => ({
      ...reduced(place)(inputs, { dims: [dim], keepdim }),
      dtype: "int64",
    }),
  };
}
