import type { DType } from "../../../src/tensor/dtype.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { between, build, get, given, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

/** Makes an input of a shape. */
export type Make = (rng: Rng, shape: readonly number[]) => Numbers;

/** Numbers in [-2, 2). */
export function between2(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, -2, 2);
}

/** Numbers in [0.5, 3). */
export function positive(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, 0.5, 3);
}

/** Never equal to what `apart` gives, nor nearer than 0.1 to it. */
export function shiftedApart(rng: Rng, shape: readonly number[]): Numbers {
  return build(shape, () => Math.fround(rng.int(-5, 5) * 0.25));
}

/** The reference of a function of one number. */
export function map(f: (x: number) => number): Sample["reference"] {
  return ([x]) => build(x!.shape, (_, i) => f(x!.data[i]!), x!.dtype);
}

/** Calls of a function of one number: usual, scalar, of size 1 and of size 0. */
export function unary(f: (x: number) => number, make: Make = between2): Sample[] {
  const shapes = [[2, 3], [], [1], [0, 3], [2, 1, 2]];
  return shapes.map((shape, i) => ({
    inputs: (rng) => [make(rng, shape)],
    reference: map(f),
    second: i === 0,
  }));
}

const pairs = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], []],
  [
    [2, 1, 3],
    [4, 1],
  ],
  [[1], [3]],
  [[], []],
  [
    [0, 3],
    [1, 3],
  ],
] as const;

/** The reference of a function of two numbers that broadcast. */
export function zip(
  f: (a: number, b: number) => number,
  dtype: DType = "float32",
): Sample["reference"] {
  return (inputs) => {
    const [a, b] = spreadTo(inputs);
    return build(a!.shape, (_, i) => f(a!.data[i]!, b!.data[i]!), dtype);
  };
}

/** Arrays broadcast to their common shape. */
export function spreadTo(inputs: readonly Numbers[]): Numbers[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  const lengths = inputs.map(({ shape }) => [...Array(rank - shape.length).fill(1), ...shape]);
  const common = Array.from(
    { length: rank },
    (_, dim) => lengths.map((own) => own[dim]!).find((n) => n !== 1) ?? 1,
  );
  return inputs.map((x) => build(common, (place) => spread(x, place), x.dtype));
}

// The element that stands at `place` after broadcasting.
function spread(x: Numbers, place: readonly number[]): number {
  const own = place.slice(place.length - x.shape.length);
  return get(
    x,
    own.map((at, dim) => (x.shape[dim] === 1 ? 0 : at)),
  );
}

/** Calls of a function of two numbers, with broadcasting. */
export function binary(
  f: (a: number, b: number) => number,
  left: Make = between2,
  right: Make = between2,
): Sample[] {
  return pairs.map(([a, b], i) => ({
    inputs: (rng) => [left(rng, a), right(rng, b)],
    reference: zip(f),
    second: i < 2,
  }));
}

/** Calls with whole numbers on one side or both. Whole numbers stay whole; beside a float they become one. */
export function mixed(f: (a: number, b: number) => number): Sample[] {
  return [
    {
      inputs: (rng) => [whole(rng, [3], -9, 9), whole(rng, [2, 1], -9, 9)],
      reference: zip(f, "int64"),
    },
    {
      inputs: (rng) => [whole(rng, [3], 10, 20, "int32"), between2(rng, [3])],
      reference: zip(f),
    },
  ];
}

/** Calls of a comparison. */
export function compared(f: (a: number, b: number) => boolean): Sample[] {
  const asNumber = zip((a, b) => Number(f(a, b)), "bool");
  const floats = pairs.map(
    ([a, b]): Sample => ({
      inputs: (rng) => [shiftedApart(rng, a), shiftedApart(rng, b)],
      reference: asNumber,
    }),
  );
  const ints: Sample = {
    inputs: (rng) => [whole(rng, [9], 0, 3), whole(rng, [9], 0, 3)],
    reference: asNumber,
  };
  const bytes: Sample = {
    inputs: (rng) => [whole(rng, [9], 0, 3, "uint8"), whole(rng, [9], 0, 2, "bool")],
    reference: asNumber,
  };
  return [...floats, ints, bytes];
}

/** A call with booleans on both sides that gives booleans. */
export function booleans(f: (a: number, b: number) => number): Sample {
  return {
    inputs: () => [given([2, 2], [0, 0, 1, 1], "bool"), given([2], [0, 1], "bool")],
    reference: zip(f, "bool"),
  };
}
