import type { PadMode } from "../../../src/tensor/ops/pad.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between, build, get, type Numbers } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Calls that put elements around, or cut them off. */
export const padSamples: readonly Sample[] = [
  pad([2, 3], [1, 0], [2, 0]),
  pad([2, 3], [0, 1], [1, 2], "constant", 7),
  pad([1], [2], [0]),
  pad([0, 3], [1, 0], [0, 0]),
  pad([2, 2, 2], [0, 0, 0], [0, 0, 0]),
  pad([4, 3], [-1, 2], [-1, -1]),
  pad([4, 4], [2, 3], [1, 0], "reflect"),
  pad([2, 3, 4], [0, 0, 1], [0, 2, 3], "reflect"),
  pad([2, 3], [3, 1], [1, 4], "replicate"),
  pad([1, 1], [0, 2], [0, 2], "replicate"),
];

/** Calls that take ranges. */
export const sliceSamples: readonly Sample[] = [
  slice([4, 3], [1, 0], [2, 3]),
  slice([4, 3], [0, 0], [4, 3]),
  slice([1], [0], [1]),
  slice([3], [2], [0]),
  slice([2, 3, 4], [0, 1, 3], [2, 2, 1]),
  slice([7, 5], [1, 0], [3, 3], [2, 2]),
  slice([6], [0], [2], [4]),
  slice([4, 3], [3, 2], [4, 3], [-1, -1]),
  slice([7], [5], [3], [-2]),
  slice([5, 4], [4, 1], [2, 2], [-3, 1]),
  slice([3], [0], [1], [-1]),
  slice([0, 2], [0, 1], [0, 2], [-1, -1]),
];

/** A sample of an operation on one tensor of numbers in [-2, 2). */
export function one(
  shape: Shape,
  attrs: NonNullable<Sample["attrs"]>,
  reference: (x: Numbers) => Numbers,
): Sample {
  return {
    attrs,
    inputs: (rng) => [between(rng, shape, -2, 2)],
    reference: ([x]) => reference(x!),
    second: true,
  };
}

function pad(
  shape: Shape,
  before: Shape,
  after: Shape,
  mode: PadMode = "constant",
  value = 0,
): Sample {
  const to = shape.map((n, i) => before[i]! + n + after[i]!);
  return one(shape, { before, after, mode, value }, (x) =>
    build(to, (place) => {
      const at = place.map((n, i) => source(n - before[i]!, shape[i]!, mode));
      return at.includes(-1) ? value : get(x, at);
    }),
  );
}

// Where a place outside of `size` elements takes its value from; -1: from nowhere.
function source(at: number, size: number, mode: PadMode): number {
  if (at >= 0 && at < size) return at;
  if (mode === "constant") return -1;
  if (mode === "replicate") return at < 0 ? 0 : size - 1;
  return at < 0 ? -at : 2 * (size - 1) - at;
}

/** A call that takes every so-many-th element of a range. */
export function slice(
  shape: Shape,
  starts: Shape,
  counts: Shape,
  steps: Shape = shape.map(() => 1),
): Sample {
  return one(shape, { starts, counts, steps }, (x) =>
    build(counts, (place) =>
      get(
        x,
        place.map((n, i) => starts[i]! + n * steps[i]!),
      ),
    ),
  );
}
