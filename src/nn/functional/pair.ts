import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";

/** One number, or the same in brackets: for layers over one dimension. */
export type Single = number | readonly [number];

/** One number for height and width, or `[height, width]`. */
export type Pair = number | readonly [number, number];

/** One number for depth, height and width, or `[depth, height, width]`. */
export type Triple = number | readonly [number, number, number];

/** A setting of a layer over one, two or three dimensions: one number for all, or one for each. */
export type PerDim = Single | Pair | Triple;

/** A pair of whole numbers, each at least `low`; a single number stands for both. */
export function pair(
  who: string,
  name: string,
  value: Pair,
  low: number,
): readonly [number, number] {
  return perDim(who, name, value, low, 2) as readonly [number, number];
}

/** Whole numbers for each of `dims` dimensions, each at least `low`; a single number stands for all. */
export function perDim(
  who: string,
  name: string,
  value: PerDim,
  low: number,
  dims: number,
): readonly number[] {
  if (Array.isArray(value) && value.length !== dims) {
    const axes = ["depth", "height", "width"].slice(3 - dims).join(", ");
    const numbers = ["one number", "two numbers, or one for both", "three numbers, or one for all"];
    throw expected(who, `${name} to be [${axes}]`, value, `pass ${numbers[dims - 1]}`);
  }
  const all = Array.isArray(value)
    ? (value as readonly number[])
    : Array.from({ length: dims }, () => value as number);
  for (const one of all) checkInteger(who, name, one, { low });
  return all;
}
