import type { DType } from "../../../src/tensor/dtype.ts";
import type { elementwise } from "../../../src/tensor/ops/elementwise.ts";
import { apart, build, given, type Numbers, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { between2, binary, booleans, map, mixed, positive, unary, zip } from "./sample-makers.ts";

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
    { inputs: () => [given([3], [-2, 0, 5])], reference: map(Math.sign), gradient: false },
  ],
  relu: unary((x) => Math.max(x, 0), apart),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  tanh: unary(Math.tanh),
  add: [...binary((a, b) => a + b), ...mixed((a, b) => a + b), booleans((a, b) => a | b)],
  sub: [...binary((a, b) => a - b), ...mixed((a, b) => a - b)],
  mul: [...binary((a, b) => a * b), ...mixed((a, b) => a * b), booleans((a, b) => a & b)],
  div: [
    ...binary((a, b) => a / b, between2, positive),
    {
      inputs: (rng) => [whole(rng, [4], -9, 9), whole(rng, [4], 1, 5)],
      reference: zip((a, b) => a / b, "float32"),
    },
  ],
  pow: binary((a, b) => a ** b, positive, between2),
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
