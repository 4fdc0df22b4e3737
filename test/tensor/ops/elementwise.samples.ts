import type { DType } from "../../../src/tensor/dtype.ts";
import type { elementwise } from "../../../src/tensor/ops/elementwise.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { apart, between, build, get, given, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";

type Make = (rng: Rng, shape: readonly number[]) => Numbers;

function between2(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, -2, 2);
}

function positive(rng: Rng, shape: readonly number[]): Numbers {
  return between(rng, shape, 0.5, 3);
}

// Never equal to what `apart` gives, nor nearer than 0.1 to it.
function shiftedApart(rng: Rng, shape: readonly number[]): Numbers {
  return build(shape, () => Math.fround(rng.int(-5, 5) * 0.25));
}

function map(f: (x: number) => number): Sample["reference"] {
  return ([x]) => build(x!.shape, (_, i) => f(x!.data[i]!), x!.dtype);
}

function unary(f: (x: number) => number, make: Make = between2): Sample[] {
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

function zip(f: (a: number, b: number) => number, dtype: DType = "float32"): Sample["reference"] {
  return ([a, b]) => {
    const rank = Math.max(a!.shape.length, b!.shape.length);
    const lengths = [a!, b!].map(({ shape }) => [...Array(rank - shape.length).fill(1), ...shape]);
    const shape = lengths[0]!.map((n, dim) => (n === 1 ? lengths[1]![dim]! : n));
    return build(shape, (place) => f(spread(a!, place), spread(b!, place)), dtype);
  };
}

// The element that stands at `place` after broadcasting.
function spread(x: Numbers, place: readonly number[]): number {
  const own = place.slice(place.length - x.shape.length);
  return get(
    x,
    own.map((at, dim) => (x.shape[dim] === 1 ? 0 : at)),
  );
}

function binary(
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

// Whole numbers stay whole; beside a float they become one.
function mixed(f: (a: number, b: number) => number): Sample[] {
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

function compared(f: (a: number, b: number) => boolean): Sample[] {
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

function cast([x]: readonly Numbers[], attrs: Readonly<Record<string, unknown>>): Numbers {
  const dtype = attrs["dtype"] as DType;
  const convert = { bool: (v: number) => Number(v !== 0), int64: Math.trunc } as Record<
    string,
    (v: number) => number
  >;
  return build(x!.shape, (_, i) => (convert[dtype] ?? Number)(x!.data[i]!), dtype);
}

/** Calls of the functions that work element by element. */
export const elementwiseSamples: Readonly<Record<keyof typeof elementwise, readonly Sample[]>> = {
  neg: [
    ...unary((x) => -x),
    { inputs: (rng) => [whole(rng, [3], -9, 9)], reference: map((x) => -x) },
  ],
  exp: unary(Math.exp),
  log: unary(Math.log, positive),
  sqrt: unary(Math.sqrt, positive),
  abs: [
    ...unary(Math.abs, apart),
    { inputs: (rng) => [whole(rng, [3], -9, 9)], reference: map(Math.abs) },
  ],
  sign: [
    ...unary(Math.sign, apart),
    { inputs: () => [given([3], [-2, 0, 5])], reference: map(Math.sign) },
  ],
  relu: unary((x) => Math.max(x, 0), apart),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  tanh: unary(Math.tanh),
  add: [...binary((a, b) => a + b), ...mixed((a, b) => a + b)],
  sub: [...binary((a, b) => a - b), ...mixed((a, b) => a - b)],
  mul: [...binary((a, b) => a * b), ...mixed((a, b) => a * b)],
  div: [
    ...binary((a, b) => a / b, between2, positive),
    {
      inputs: (rng) => [whole(rng, [4], -9, 9), whole(rng, [4], 1, 5)],
      reference: zip((a, b) => a / b, "float32"),
    },
  ],
  maximum: [...binary(Math.max, apart, shiftedApart), ...mixed(Math.max)],
  pow: binary((a, b) => a ** b, positive, between2),
  eq: compared((a, b) => a === b),
  gt: compared((a, b) => a > b),
  ge: compared((a, b) => a >= b),
  lt: compared((a, b) => a < b),
  le: compared((a, b) => a <= b),
  cast: [
    { attrs: { dtype: "float64" }, inputs: (rng) => [between2(rng, [2, 3])], reference: cast },
    {
      attrs: { dtype: "int64" },
      inputs: () => [given([4], [-1.7, 1.7, 0.2, 9])],
      reference: cast,
      gradient: false,
    },
    {
      attrs: { dtype: "float32" },
      inputs: (rng) => [whole(rng, [0, 2], 0, 5)],
      reference: cast,
      gradient: false,
    },
    {
      attrs: { dtype: "bool" },
      inputs: () => [given([3], [0, 0.5, -3])],
      reference: cast,
      gradient: false,
    },
    {
      attrs: { dtype: "float32" },
      inputs: () => [given([], [7], "uint8")],
      reference: cast,
      gradient: false,
    },
  ],
};
