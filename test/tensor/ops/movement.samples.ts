import type { movement } from "../../../src/tensor/ops/movement.ts";
import type { PadMode } from "../../../src/tensor/ops/pad.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between, build, get, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Calls of the operations that put the same elements elsewhere. */
export const movementSamples: Readonly<Record<keyof typeof movement, readonly Sample[]>> = {
  pad: [
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
  ],
  reshape: [
    reshape([2, 3], [3, 2]),
    reshape([2, 3], [6]),
    reshape([], [1, 1]),
    reshape([1], []),
    reshape([0, 3], [3, 0]),
  ],
  permute: [
    permute([2, 3], [1, 0]),
    permute([2, 3, 4], [2, 0, 1]),
    permute([2], [0]),
    permute([], []),
    permute([0, 2], [1, 0]),
  ],
  expand: [
    expand([1, 3], [2, 3]),
    expand([3], [2, 2, 3]),
    expand([], [2]),
    expand([2, 1], [2, 1]),
    expand([1, 2], [0, 2]),
  ],
  slice: [
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
  ],
  tile: [
    tile([2, 3], [2, 1]),
    tile([2, 3], [3, 2]),
    tile([1], [4]),
    tile([], []),
    tile([2], [0]),
    tile([0, 2], [2, 2]),
  ],
  cat: [
    cat(
      [
        [2, 3],
        [1, 3],
      ],
      0,
    ),
    cat(
      [
        [2, 1],
        [2, 2],
        [2, 3],
      ],
      1,
    ),
    cat([[3]], 0),
    cat(
      [
        [0, 2],
        [1, 2],
      ],
      0,
    ),
    cat(
      [
        [1, 2, 1],
        [1, 2, 1],
      ],
      2,
    ),
  ],
  detach: [[2, 3], [], [0, 2]].map((shape) => ({
    inputs: (rng) => [between(rng, shape, -2, 2)],
    reference: ([x]) => x!,
  })),
};

function one(
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

function tile(shape: Shape, repeats: Shape): Sample {
  const to = shape.map((n, i) => n * repeats[i]!);
  return one(shape, { repeats }, (x) =>
    build(to, (place) =>
      get(
        x,
        place.map((n, i) => n % shape[i]!),
      ),
    ),
  );
}

function reshape(from: Shape, to: Shape): Sample {
  return one(from, { shape: to }, ({ data }) => build(to, (_, i) => data[i]!));
}

function permute(shape: Shape, order: readonly number[]): Sample {
  const to = order.map((dim) => shape[dim]!);
  return one(shape, { order }, (x) =>
    build(to, (place) =>
      get(
        x,
        shape.map((_, dim) => place[order.indexOf(dim)]!),
      ),
    ),
  );
}

function expand(from: Shape, to: Shape): Sample {
  const extra = to.length - from.length;
  return one(from, { shape: to }, (x) =>
    build(to, (place) =>
      get(
        x,
        from.map((n, dim) => (n === 1 ? 0 : place[dim + extra]!)),
      ),
    ),
  );
}

function slice(
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

function cat(shapes: readonly Shape[], dim: number): Sample {
  return {
    attrs: { dim },
    inputs: (rng) => shapes.map((shape) => between(rng, shape, -2, 2)),
    reference: (parts) => {
      const total = parts.reduce((sum, { shape }) => sum + shape[dim]!, 0);
      const to = parts[0]!.shape.map((n, i) => (i === dim ? total : n));
      return build(to, (place) => {
        let at = place[dim]!;
        let which = 0;
        while (at >= parts[which]!.shape[dim]!) at -= parts[which++]!.shape[dim]!;
        return get(parts[which]!, place.with(dim, at));
      });
    },
    second: true,
  };
}

/** Movements of whole numbers and booleans, which have no gradient to check. */
export const wholeMovements: readonly (readonly [keyof typeof movement, Sample])[] = [
  ["reshape", reshape([2, 3], [6])],
  ["permute", permute([2, 3], [1, 0])],
  ["expand", expand([1, 3], [2, 3])],
  ["slice", slice([4, 3], [3, 0], [2, 3], [-2, 1])],
].flatMap(([name, sample]) =>
  (["int64", "bool", "uint8"] as const).map((dtype) => {
    const { reference, attrs } = sample as Sample;
    const shape = { reshape: [2, 3], permute: [2, 3], expand: [1, 3], slice: [4, 3] };
    const own = shape[name as keyof typeof shape];
    const whole1: Sample = {
      attrs: attrs!,
      inputs: (rng) => [whole(rng, own, 0, 2, dtype)],
      reference: (inputs, settings) => ({ ...reference(inputs, settings), dtype }),
      gradient: false,
    };
    return [name as keyof typeof movement, whole1] as const;
  }),
);
