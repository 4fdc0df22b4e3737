import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";

/** One number for height and width, or `[height, width]`. */
export type Pair = number | readonly [number, number];

/** A pair of whole numbers, each at least `low`; a single number stands for both. */
export function pair(
  who: string,
  name: string,
  value: Pair,
  low: number,
): readonly [number, number] {
  if (Array.isArray(value) && value.length !== 2)
    throw expected(
      who,
      `${name} to be [height, width]`,
      value,
      "pass two numbers, or one for both",
    );
  const [h, w] = Array.isArray(value) ? value : [value, value];
  checkInteger(who, name, h, { low });
  checkInteger(who, name, w, { low });
  return [h, w];
}
