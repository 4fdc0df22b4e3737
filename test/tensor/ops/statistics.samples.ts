import type { statistics } from "../../../src/tensor/ops/statistics.ts";
import { apart, given, whole } from "./arrays.ts";
import type { Sample } from "./op-suite.ts";
import { calls, empty, meanOf, reduced, sumOf } from "./reduction-makers.ts";
import { positive } from "./sample-makers.ts";

function variance(correction: number): (values: readonly number[]) => number {
  return (values) => {
    const mean = meanOf(values);
    return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - correction);
  };
}

// One element less one is none: NaN, whose gradient is nothing to compare.
function spreads(root: (value: number) => number): Sample[] {
  const f = (correction: number) => (values: readonly number[]) =>
    root(variance(correction)(values));
  const two = calls(f(1), undefined, { correction: 1 }).slice(0, 3);
  const one = calls(f(1), undefined, { correction: 1 }).slice(3);
  return [
    ...two,
    ...one.map((sample) => ({ ...sample, gradient: false })),
    ...calls(f(0), undefined, { correction: 0 }).slice(0, 3),
    { ...empty([0, 3], [0], () => Number.NaN, { correction: 1 }), gradient: false },
  ];
}

function norms(p: number, f: (values: readonly number[]) => number): Sample[] {
  const smooth = Number.isFinite(p) && p !== 0 && p !== 1;
  return calls(f, apart, { p: String(p) }).map((sample) => ({
    ...sample,
    second: smooth && sample.second!,
  }));
}

// Far apart in absolute value, so that the extremes stay the extremes.
function extremes(p: number, best: (...values: number[]) => number): Sample {
  return {
    attrs: { dims: [1], keepdim: false, p: String(p) },
    inputs: () => [given([2, 3], [1, -3, 2, 0.5, 0.25, -0.75])],
    reference: reduced((values) => best(...values.map(Math.abs))),
  };
}

const powers = (p: number) => (values: readonly number[]) =>
  sumOf(values.map((value) => Math.abs(value) ** p)) ** (1 / p);

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}

function zeros(shape: readonly number[], values: readonly number[]): Sample {
  return {
    attrs: { dims: [1], keepdim: false },
    inputs: () => [given(shape, values)],
    reference: reduced(product),
  };
}

/** Calls of the reductions to a spread, a size or a product. */
export const statisticsSamples: Readonly<Record<keyof typeof statistics, readonly Sample[]>> = {
  var: spreads((value) => value),
  std: spreads(Math.sqrt),
  norm: [
    ...norms(2, powers(2)),
    ...norms(1, powers(1)),
    ...norms(3, powers(3)),
    ...norms(0.5, powers(0.5)),
    ...norms(0, (values) => values.filter((value) => value !== 0).length),
    extremes(Number.POSITIVE_INFINITY, Math.max),
    extremes(Number.NEGATIVE_INFINITY, Math.min),
    empty([0, 3], [0], () => 0, { p: "2" }),
    empty([0, 3], [0], () => 0, { p: "3" }),
  ],
  logsumexp: [
    ...calls((values) => Math.log(sumOf(values.map(Math.exp)))),
    empty([0, 3], [0], () => Number.NEGATIVE_INFINITY),
    {
      attrs: { dims: [0], keepdim: true },
      inputs: () => [given([2], [1000, 1000])],
      reference: () => given([1], [1000 + Math.LN2]),
      gradient: false,
    },
  ],
  prod: [
    ...calls(product, positive),
    empty([0, 3], [0], () => 1),
    zeros([3, 3], [2, 0, 3, 0, 0, 5, 0.5, -2, 4]),
    {
      attrs: { dims: [0], keepdim: false },
      inputs: (rng) => [whole(rng, [3, 2], -9, 9, "int32")],
      reference: (inputs, attrs) => ({ ...reduced(product)(inputs, attrs), dtype: "int64" }),
    },
    {
      attrs: { dims: [0, 1], keepdim: false },
      inputs: (rng) => [whole(rng, [3, 2], 0, 2, "bool")],
      reference: (inputs, attrs) => ({ ...reduced(product)(inputs, attrs), dtype: "int64" }),
    },
  ],
};
