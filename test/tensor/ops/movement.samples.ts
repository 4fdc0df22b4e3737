import type { movement } from "../../../src/tensor/ops/movement.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { between, build, get, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { one, padSamples, slice, sliceSamples } from "./ranges.samples.ts";

/** Calls of the operations that put the same elements elsewhere. */
export const movementSamples: Readonly<Record<keyof typeof movement, readonly Sample[]>> = {
  pad: padSamples,
  slice: sliceSamples,
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
    expand([1, 3], [0, 3]),
    expand([], [0, 2]),
    expand([3], [2, 2, 3]),
    expand([], [2]),
    expand([2, 1], [2, 1]),
    expand([1, 2], [0, 2]),
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
