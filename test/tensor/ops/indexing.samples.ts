import type { indexing } from "../../../src/tensor/ops/indexing.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { addAt, between, build, get, type Numbers, placesOf, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Calls of the operations that choose by an index tensor. */
export const indexingSamples: Readonly<Record<keyof typeof indexing, readonly Sample[]>> = {
  indexSelect: [
    select([4, 3], [5], 0),
    select([4, 3], [2, 2], 0),
    select([2, 4, 3], [3], 1),
    select([2, 4], [2, 3], 1),
    select([3], [], 0),
    select([1, 1], [1], 1),
    select([3, 2], [0], 0),
    select([3, 0], [2], 0),
    { ...select([4, 3], [5], 0, "int32"), second: false },
  ],
  indexAdd: [
    indexAdd([5, 3], [5], 0, 4),
    indexAdd([2, 2, 3], [2, 2], 0, 3),
    indexAdd([2, 3, 3], [3], 1, 4),
    indexAdd([2, 2, 3, 2], [2, 3], 1, 2, true),
    indexAdd([2, 3], [], 1, 2, true),
    indexAdd([0, 3], [0], 0, 2),
    indexAdd([4, 2], [4], 0, 3, true),
    indexAdd([1, 1], [1], 0, 1),
  ],
  gather: [
    gather([4, 3], [2, 3], 0),
    gather([2, 4], [2, 6], 1),
    gather([2, 3, 4], [1, 2, 5], 2),
    gather([4, 3], [2, 2], 0),
    gather([3], [1], 0),
    gather([3, 2], [0, 2], 0),
  ],
  scatter: [
    scatter([2, 3], [4, 3], 0),
    scatter([2, 3], [2, 4], 1),
    scatter([1, 2, 3], [2, 3, 4], 2),
    scatter([1], [1], 0),
    scatter([0, 2], [3, 2], 0),
  ],
  scatterAdd: [
    scatterAdd([2, 3], [4, 3], 0),
    scatterAdd([2, 6], [2, 4], 1, true),
    scatterAdd([1, 2, 5], [2, 3, 4], 2, true),
    scatterAdd([2], [1], 0),
    scatterAdd([0, 2], [3, 2], 0, true),
  ],
};

function select(
  shape: Shape,
  index: Shape,
  dim: number,
  dtype: "int64" | "int32" = "int64",
): Sample {
  const to = [...shape.slice(0, dim), ...index, ...shape.slice(dim + 1)];
  return {
    attrs: { dim },
    inputs: (rng) => [between(rng, shape, -2, 2), whole(rng, index, 0, shape[dim]!, dtype)],
    reference: ([x, where]) => build(to, (place) => get(x!, chosen(place, where!, dim))),
    second: true,
  };
}

// Where an element of the result of indexSelect comes from.
function chosen(place: readonly number[], index: Numbers, dim: number): number[] {
  const end = dim + index.shape.length;
  return [...place.slice(0, dim), get(index, place.slice(dim, end)), ...place.slice(end)];
}

function indexAdd(src: Shape, index: Shape, dim: number, length: number, based = false): Sample {
  const to = [...src.slice(0, dim), length, ...src.slice(dim + index.length)];
  return {
    attrs: { dim, length },
    inputs: (rng) => [
      between(rng, src, -2, 2),
      whole(rng, index, 0, length),
      ...(based ? [between(rng, to, -2, 2)] : []),
    ],
    reference: ([x, where, base]) => {
      const out = build(to, (_, i) => base?.data[i] ?? 0);
      for (const place of placesOf(src)) addAt(out, chosen(place, where!, dim), get(x!, place));
      return out;
    },
    second: true,
  };
}

function gather(shape: Shape, index: Shape, dim: number): Sample {
  return {
    attrs: { dim },
    inputs: (rng) => [between(rng, shape, -2, 2), whole(rng, index, 0, shape[dim]!)],
    reference: ([x, where]) =>
      build(index, (place) => get(x!, place.with(dim, get(where!, place)))),
    second: true,
  };
}

function scatterAdd(index: Shape, shape: Shape, dim: number, based = false): Sample {
  return {
    attrs: { dim, shape },
    inputs: (rng) => [
      between(rng, index, -2, 2),
      whole(rng, index, 0, shape[dim]!),
      ...(based ? [between(rng, shape, -2, 2)] : []),
    ],
    reference: ([x, where, base]) => {
      const out = build(shape, (_, i) => base?.data[i] ?? 0);
      for (const place of placesOf(index))
        addAt(out, place.with(dim, get(where!, place)), get(x!, place));
      return out;
    },
    second: true,
  };
}

// Each place at most once: of two values for one place, either may win.
function scatter(index: Shape, shape: Shape, dim: number): Sample {
  const where = (place: readonly number[]) => place.reduce((sum, n) => sum + n, 1) % shape[dim]!;
  return {
    attrs: { dim, shape },
    inputs: (rng) => [
      between(rng, index, -2, 2),
      build(index, where, "int64"),
      between(rng, shape, -2, 2),
    ],
    reference: ([x, , base]) => {
      const out = build(shape, (_, i) => base!.data[i]!);
      for (const place of placesOf(index)) {
        const at = place.with(dim, where(place));
        addAt(out, at, get(x!, place) - get(out, at));
      }
      return out;
    },
    second: true,
  };
}
