import type { sorting } from "../../../src/tensor/ops/sorting.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { apart, between, build, get, type Numbers, placesOf, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Calls of the operations that depend on an order. */
export const sortingSamples: Readonly<Record<keyof typeof sorting, readonly Sample[]>> = {
  topkIndices: [
    topk([3, 5], 1, 2, true),
    topk([4, 2], 0, 4, false),
    topk([2, 3, 2], 1, 2, false),
    topk([1], 0, 1, true),
    topk([3], 0, 0, true),
    topk([0, 3], 1, 2, true),
    ...(["int64", "int32", "uint8", "bool", "float64"] as const).map((dtype) => ({
      ...topk([2, 6], 1, 5, true),
      inputs: (rng: Parameters<Sample["inputs"]>[0]) => [whole(rng, [2, 6], 0, 2, dtype)],
    })),
  ],
  cumsum: [
    cumsum([2, 3], 1),
    cumsum([2, 3, 2], 0),
    cumsum([2, 3, 2], 1, true),
    cumsum([1], 0),
    cumsum([0, 2], 0),
    ...(["int64", "int32", "uint8", "bool"] as const).map((dtype) => ({
      attrs: { dim: 0, reverse: false },
      inputs: (rng: Parameters<Sample["inputs"]>[0]) => [whole(rng, [4, 2], 0, 2, dtype)],
      reference: ([x]: readonly Numbers[]) => ({
        ...summed(x!, 0, false),
        dtype: "int64" as const,
      }),
    })),
  ],
  triangle: [
    triangle([3, 3], 0, true),
    triangle([2, 4], 1, false),
    triangle([2, 4, 3], -1, true),
    triangle([1, 1], 5, true),
    triangle([3, 3], -9, false),
    triangle([2, 0], 0, true),
    ...(["int64", "int32", "uint8", "bool"] as const).map((dtype) => {
      const sample = triangle([3, 4], -1, false);
      return {
        attrs: sample.attrs!,
        inputs: (rng: Parameters<Sample["inputs"]>[0]) => [whole(rng, [3, 4], 0, 2, dtype)],
        reference: (inputs: readonly Numbers[]) => ({
          ...sample.reference(inputs, sample.attrs!),
          dtype,
        }),
      };
    }),
  ],
};

function topk(shape: Shape, dim: number, k: number, largest: boolean): Sample {
  const to = shape.with(dim, k);
  return {
    attrs: { dim, k, largest, sorted: true },
    inputs: (rng) => [apart(rng, shape)],
    reference: ([x]) =>
      build(
        to,
        (place) => {
          const value = (i: number) => get(x!, place.with(dim, i)) * (largest ? -1 : 1);
          const order = Array.from({ length: shape[dim]! }, (_, i) => i);
          return order.sort((a, b) => value(a) - value(b) || a - b)[place[dim]!]!;
        },
        "int64",
      ),
  };
}

function summed(x: Numbers, dim: number, reverse: boolean): Numbers {
  return build(x.shape, (place) => {
    let sum = 0;
    const [from, to] = reverse ? [place[dim]!, x.shape[dim]! - 1] : [0, place[dim]!];
    for (let i = from; i <= to; i++) sum += get(x, place.with(dim, i));
    return sum;
  });
}

function cumsum(shape: Shape, dim: number, reverse = false): Sample {
  return {
    attrs: { dim, reverse },
    inputs: (rng) => [between(rng, shape, -2, 2)],
    reference: ([x]) => summed(x!, dim, reverse),
    second: placesOf(shape).length > 1,
  };
}

function triangle(shape: Shape, diagonal: number, upper: boolean): Sample {
  return {
    attrs: { diagonal, upper },
    inputs: (rng) => [between(rng, shape, -2, 2)],
    reference: ([x]) =>
      build(shape, (place) => {
        const above = place.at(-1)! - place.at(-2)!;
        return (upper ? above >= diagonal : above <= diagonal) ? get(x!, place) : 0;
      }),
    second: true,
  };
}
