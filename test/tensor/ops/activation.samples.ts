import type { activation } from "../../../src/tensor/ops/activation.ts";
import { apart, between, given } from "./arrays.ts";
import { erf } from "./functions.samples.ts";
import type { Sample } from "./op-suite.ts";
import { map, unary, zip } from "./sample-makers.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const hardsigmoid = (x: number) => Math.min(1, Math.max(0, x / 6 + 0.5));
const gelu = (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2));
const geluTanh = (x: number) =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** The usual calls, calls far from zero where nothing may overflow, and one in float64. */
function calls(f: (x: number) => number, attrs: Sample["attrs"] = {}): Sample[] {
  const far = given([4], [-100, -20, 20, 100]);
  const wide = given([3], [-1.5, 0.25, 4], "float64");
  const samples = [
    ...unary(f, apart),
    { inputs: () => [far], reference: map(f) },
    { inputs: () => [wide], reference: map(f) },
  ];
  return samples.map((sample) => ({ ...sample, attrs }));
}

/** Calls of the activations. */
export const activationSamples: Readonly<Record<keyof typeof activation, readonly Sample[]>> = {
  leakyRelu: [
    ...calls((x) => (x > 0 ? x : 0.01 * x), { slope: 0.01 }),
    ...calls((x) => (x > 0 ? x : -2 * x), { slope: -2 }),
  ],
  elu: [
    ...calls((x) => (x > 0 ? x : Math.expm1(x)), { alpha: 1 }),
    ...calls((x) => (x > 0 ? x : 0.5 * Math.expm1(x)), { alpha: 0.5 }),
  ],
  selu: calls((x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
  gelu: [
    ...calls((x) => (Math.abs(x) > 6 ? Math.max(x, 0) : gelu(x)), { approximate: "none" }),
    ...calls(geluTanh, { approximate: "tanh" }),
  ],
  silu: calls((x) => x * sigmoid(x)),
  hardsigmoid: calls(hardsigmoid),
  hardswish: calls((x) => x * hardsigmoid(x)),
  hardtanh: [
    ...calls((x) => Math.min(1, Math.max(-1, x)), { min: -1, max: 1 }).slice(1),
    ...calls((x) => Math.min(6, Math.max(0, x)), { min: 0, max: 6 }),
  ],
  logSigmoid: calls((x) => -softplus(-x)),
  softsign: calls((x) => x / (1 + Math.abs(x))),
  prelu: [
    [
      [2, 3, 2],
      [3, 1],
    ],
    [[2, 3], [1]],
    [[], []],
    [[0, 3], [3]],
    [[1], [1]],
  ].map(([shape, slope], i) => ({
    inputs: (rng) => [apart(rng, shape!), between(rng, slope!, -1, 1)],
    reference: zip((x, w) => (x > 0 ? x : w * x)),
    second: i === 0,
  })),
};
