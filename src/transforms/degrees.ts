import { checkNumber } from "../util/check.ts";
import { checkRange, type Range } from "./options.ts";

/** A range of angles in degrees: `d` stands for `[-d, d]`. */
export type Degrees = number | Range;

/** The lowest and the highest angle; refuses negative numbers, and ranges upside down. */
export function checkDegrees(who: string, name: string, degrees: Degrees): Range {
  if (typeof degrees !== "number") return checkRange(who, name, degrees);
  const most = checkNumber(who, name, degrees, { low: 0 });
  return [0 - most, most];
}
