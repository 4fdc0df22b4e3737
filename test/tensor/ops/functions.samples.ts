import type { functions } from "../../../src/tensor/ops/functions.ts";
import { between, given } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { map, positive, unary } from "./sample-makers.ts";

// Relative to 1 these numbers are nothing; times 1e9 they would show a difference of near numbers.
function tiny(f: (x: number) => number): Sample {
  return {
    inputs: () => [given([4], [-3e-9, 2e-7, 1e-12, 0], "float64")],
    reference: map(f),
  };
}

function wide(f: (x: number) => number): Sample {
  return {
    inputs: () => [given([5], [-0.75, 2, 30, 60, Number.POSITIVE_INFINITY])],
    reference: map(f),
    gradient: false,
  };
}

/** The error function by its series: sum of (-1)^n x^(2n + 1) / (n! (2n + 1)), times 2 / sqrt(pi). */
export function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Calls of the functions of one number. */
export const functionsSamples: Readonly<Record<keyof typeof functions, readonly Sample[]>> = {
  sin: unary(Math.sin),
  cos: unary(Math.cos),
  atan: [
    ...unary(Math.atan),
    { inputs: () => [given([2], [0.5, -100], "float64")], reference: map(Math.atan) },
  ],
  reciprocal: unary((x) => 1 / x, positive),
  erf: [...unary(erf), { inputs: () => [given([2], [0.5, -1], "float64")], reference: map(erf) }],
  log1p: [
    ...unary(Math.log1p, (rng, shape) => between(rng, shape, -0.9, 2)),
    wide(Math.log1p),
    tiny(Math.log1p),
  ],
  expm1: [...unary(Math.expm1), wide(Math.expm1), tiny(Math.expm1)],
  softplus: [
    ...unary((x) => Math.log1p(Math.exp(x))),
    {
      inputs: () => [given([5], [-50, -1, 0, 2, 50], "float64")],
      reference: map((x) => Math.log1p(Math.exp(x))),
    },
    wide((x) => (x > 40 ? x : Math.log1p(Math.exp(x)))),
  ],
};
