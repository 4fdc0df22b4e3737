import type { comparison } from "../../../src/tensor/ops/comparison.ts";
import type { Sample } from "./op-suite.ts";
import { compared } from "./sample-makers.ts";

/** Calls of the comparisons. */
export const comparisonSamples: Readonly<Record<keyof typeof comparison, readonly Sample[]>> = {
  eq: compared((a, b) => a === b),
  ne: compared((a, b) => a !== b),
  gt: compared((a, b) => a > b),
  ge: compared((a, b) => a >= b),
  lt: compared((a, b) => a < b),
  le: compared((a, b) => a <= b),
};
