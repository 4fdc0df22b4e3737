import { isFloating } from "../../../src/tensor/dtype.ts";
import type { Numbers } from "./arrays.ts";

/** A number that depends on arrays. */
export type Scalar = (inputs: readonly Numbers[]) => number;

/** The sum of `out * weights`. */
export function weightedSum(out: Numbers, weights: Numbers): number {
  return out.data.reduce((sum, value, i) => sum + value * weights.data[i]!, 0);
}

/** Central differences of `f` by each element of each floating-point input: error about step^2. */
export function derivative(f: Scalar, inputs: readonly Numbers[], step = 1e-5): Float64Array[] {
  return inputs.map(({ data, dtype }, which) =>
    data.map((_, i) => {
      if (!isFloating(dtype)) return 0;
      const at = (delta: number) => f(moved(inputs, which, i, delta));
      return (at(step) - at(-step)) / (2 * step);
    }),
  );
}

/** The derivative of the derivative of `f` in the direction `along`. */
export function secondDerivative(
  f: Scalar,
  inputs: readonly Numbers[],
  along: readonly Numbers[],
  step = 1e-3,
): Float64Array[] {
  const slope: Scalar = (values) => {
    const at = (delta: number) => f(values.map((value, i) => plus(value, along[i]!, delta)));
    return (at(step) - at(-step)) / (2 * step);
  };
  return derivative(slope, inputs, step);
}

function moved(
  inputs: readonly Numbers[],
  which: number,
  i: number,
  delta: number,
): readonly Numbers[] {
  return inputs.map((input, at) => {
    if (at !== which) return input;
    const data = Float64Array.from(input.data);
    data[i]! += delta;
    return { ...input, data };
  });
}

function plus(value: Numbers, direction: Numbers, delta: number): Numbers {
  return { ...value, data: value.data.map((x, i) => x + delta * direction.data[i]!) };
}
