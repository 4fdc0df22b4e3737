import type { logical } from "../../../src/tensor/ops/logical.ts";
import { given, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { booleans, zip } from "./sample-makers.ts";

const odd = [Number.NaN, 0, -1.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30];

function logic(f: (a: boolean, b: boolean) => boolean): Sample[] {
  const reference = zip((a, b) => Number(f(a !== 0, b !== 0)), "bool");
  return [
    booleans((a, b) => Number(f(a !== 0, b !== 0))),
    { inputs: (rng) => [whole(rng, [2, 1, 3], 0, 2), whole(rng, [4, 1], -1, 2)], reference },
    { inputs: (rng) => [whole(rng, [1], 0, 2, "uint8"), given([], [0.25])], reference },
    { inputs: () => [given([0, 3], []), given([1, 3], [1, 0, 2])], reference },
  ];
}

function question(f: (x: number) => boolean): Sample[] {
  const reference: Sample["reference"] = ([x]) => ({
    ...x!,
    dtype: "bool",
    data: x!.data.map((value) => Number(f(value))),
  });
  return [
    { inputs: () => [given([2, 3], odd)], reference },
    { inputs: () => [given([6], odd, "float64")], reference },
    { inputs: (rng) => [whole(rng, [1], 0, 5)], reference },
    { inputs: () => [given([], [1], "bool")], reference },
    { inputs: () => [given([0, 2], [])], reference },
  ];
}

/** Calls of the operations on booleans. */
export const logicalSamples: Readonly<Record<keyof typeof logical, readonly Sample[]>> = {
  logicalAnd: logic((a, b) => a && b),
  logicalOr: logic((a, b) => a || b),
  logicalXor: logic((a, b) => a !== b),
  logicalNot: question((x) => x === 0),
  isnan: question(Number.isNaN),
  isinf: question((x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  isfinite: question(Number.isFinite),
};
