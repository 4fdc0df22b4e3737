import { Mask, type Size } from "../sample/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";

/** A crop's size: one number or `[n]` is a square. */
export type SizeOption = number | readonly [number] | Size;

/** A value for all channels, or one for each. */
export type Fill = number | readonly number[];

/** One fill for every part, or one for pictures, one for masks and one for what is not named (0). */
export type FillOption =
  | Fill
  | { readonly image?: Fill; readonly mask?: number; readonly others?: Fill };

/** Pixels on all sides; `[left and right, top and bottom]`; or `[left, top, right, bottom]`. */
export type Padding =
  | number
  | readonly [number]
  | readonly [number, number]
  | readonly [number, number, number, number];

/** Pixels on each side. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** `[height, width]` of a crop. */
export function checkSize(who: string, size: SizeOption): Size {
  const list = typeof size === "number" ? [size] : size;
  if (!Array.isArray(list) || list.length < 1 || list.length > 2)
    throw expected(who, "size as a number, [n] or [height, width]", size, "pass one of these");
  for (const length of list) checkInteger(who, "size", length, { low: 1 });
  return [list[0]!, list[1] ?? list[0]!];
}

/** Padding on each side; refuses negative numbers. */
export function checkPadding(who: string, padding: Padding): Sides {
  const list = typeof padding === "number" ? [padding] : padding;
  if (!Array.isArray(list) || ![1, 2, 4].includes(list.length)) {
    const what = "padding as a number or a list of 1, 2 or 4 numbers";
    throw expected(who, what, padding, "pass [left, top, right, bottom]");
  }
  for (const length of list) checkInteger(who, "padding", length);
  const [left, top = left, right = left, bottom = top] = list as [number, ...number[]];
  return { left, top, right, bottom };
}

/** Refuses a fill that is no finite number and no list of them. */
export function checkFill(who: string, fill: Fill): Fill {
  if (!Array.isArray(fill)) return checkNumber(who, "fill", fill);
  if (fill.length === 0) throw expected(who, "a fill value", fill, "pass a number");
  for (const value of fill) checkNumber(who, "fill", value);
  return [...fill];
}

/** Refuses what `checkFill` refuses, in each entry of an object too. */
export function checkFillOption(who: string, fill: FillOption): FillOption {
  if (fill === null || typeof fill !== "object" || Array.isArray(fill))
    return checkFill(who, fill as Fill);
  const entries = Object.entries(fill).filter(([, value]) => value !== undefined);
  const odd = entries.find(([key]) => !["image", "mask", "others"].includes(key));
  if (odd !== undefined)
    throw expected(who, "a fill for image, mask or others", odd[0], "name one of these kinds");
  return Object.fromEntries(entries.map(([key, value]) => [key, checkFill(who, value)]));
}

/** The fill of one part. */
export function fillFor(fill: FillOption, part: unknown): Fill {
  if (typeof fill === "number" || Array.isArray(fill)) return fill as Fill;
  const named = fill as Exclude<FillOption, Fill>;
  return (part instanceof Mask ? named.mask : named.image) ?? named.others ?? 0;
}

// Decoders refuse larger pictures; so does what enlarges them (Pillow's own limit).
const maxPixels = 89_478_485;

/** Refuses an output too large to be meant. */
export function checkOutput(who: string, [height, width]: Size): void {
  if (height * width <= maxPixels) return;
  throw new VisionError({
    code: "TOO_LARGE",
    who,
    expected: `at most ${maxPixels} pixels of output`,
    got: [height, width],
    hint: "ask for a smaller size",
  });
}

/** Two numbers, the first at most the second. */
export type Range = readonly [low: number, high: number];

/** Refuses anything but two finite numbers in order, within `[low, high]`; returns a copy. */
export function checkRange(
  who: string,
  name: string,
  range: Range,
  limits: { readonly low?: number; readonly high?: number } = {},
): Range {
  if (!Array.isArray(range) || range.length !== 2)
    throw expected(who, `${name} as [low, high]`, range, "pass two numbers");
  for (const value of range) checkNumber(who, name, value, limits);
  if (range[0] > range[1])
    throw expected(who, `${name} with low <= high`, range, "swap the two numbers");
  return [range[0], range[1]];
}

/**
 * Refuses options that are no object, so that a number by position is not taken for none, and names
 * that are not among `names`; returns them.
 */
export function checkNames<Given extends object>(
  who: string,
  given: Given,
  names: readonly string[],
): Given {
  if (given === null || typeof given !== "object" || Array.isArray(given))
    throw expected(who, `options as { ${names.join(", ")} }`, given, "name the values");
  const odd = Object.keys(given).find((name) => !names.includes(name));
  if (odd === undefined) return given;
  throw expected(who, `options among ${names.join(", ")}`, odd, "check the spelling");
}

/** One draw: true with probability `p`, compared in float32 as torch compares `rand(1) < p`. */
export function happens(rng: Rng, p: number): boolean {
  return rng.next() < Math.fround(p);
}
