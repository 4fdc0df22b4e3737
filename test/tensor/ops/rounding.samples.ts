import type { rounding } from "../../../src/tensor/ops/rounding.ts";
import { given, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { binary, type Make, map, positive, unary, zip } from "./sample-makers.ts";

const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, -2.6];

function rounded(f: (x: number) => number): Sample[] {
  return [
    ...unary(f),
    { inputs: () => [given([8], halves)], reference: map(f), gradient: false },
    { inputs: () => [given([2, 4], halves, "float64")], reference: map(f), gradient: false },
  ];
}

/** The nearest whole number, the even one of two. */
export function halfToEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

// Away from multiples of the divisor, where the functions jump: 1.2 to 2.4 over 0.7, 0.9.
const dividend: Make = (rng, shape) => {
  const values = [1.2, -1.2, 2.3, -2.3, 0.25, -0.25];
  return given(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => values[rng.int(0, 6)]!),
  );
};
const divisor: Make = (rng, shape) => {
  const values = [0.7, -0.7, 0.9, -0.9];
  return given(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => values[rng.int(0, 4)]!),
  );
};

function division(f: (a: number, b: number) => number): Sample[] {
  const wholes = (dtype: "int32" | "int64"): Sample => ({
    inputs: (rng) => [whole(rng, [4, 5], -9, 9, dtype), given([5], [1, 2, -3, -4, 7], dtype)],
    reference: zip(f, dtype),
  });
  return [
    ...binary(f, dividend, divisor),
    ...binary(f, dividend, positive).map((sample) => ({ ...sample, gradient: false })),
    wholes("int32"),
    wholes("int64"),
    {
      inputs: () => [given([3], [7, 200, 0], "uint8"), given([], [3], "uint8")],
      reference: zip(f, "uint8"),
    },
    {
      inputs: () => [given([2], [5, -5], "int64"), given([2], [0, 0], "int64")],
      reference: zip(() => 0, "int64"),
    },
  ];
}

/** Calls of the roundings and of division with a rest. */
export const roundingSamples: Readonly<Record<keyof typeof rounding, readonly Sample[]>> = {
  floor: rounded(Math.floor),
  ceil: rounded(Math.ceil),
  round: rounded(halfToEven),
  trunc: rounded(Math.trunc),
  fmod: division((a, b) => a % b),
  remainder: division((a, b) => a - b * Math.floor(a / b)),
  floorDivide: division((a, b) => Math.floor(a / b)),
};
