import type { Size } from "../../sample/index.ts";
import { checkChoice, checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type Filter, filters } from "../kernels/filters.ts";
import { checkSize } from "../options.ts";

/** A filter of Pillow's `resize`, or one of the two nearest-neighbour rules. */
export type Interpolation = "nearest" | "nearest-exact" | keyof typeof filters;

/** The shorter edge, `[height, width]`, or `null` where `maxSize` gives the longer edge. */
export type ResizeSize = number | readonly [number] | Size | null;

/** How `resize` makes new pixels. */
export interface ResizeOptions {
  /** Default "bilinear". */
  readonly interpolation?: Interpolation;
  /** A limit for the longer edge; with a number as size, or null, only. */
  readonly maxSize?: number | undefined;
  /** Widen the filter when shrinking; off for "bilinear" and "bicubic" only. Default true. */
  readonly antialias?: boolean;
}

/** Options that were checked, defaults filled in. */
export interface CheckedResize {
  readonly size: number | Size | null;
  readonly interpolation: Interpolation;
  readonly maxSize: number | undefined;
  readonly antialias: boolean;
}

const interpolations = ["nearest", "nearest-exact", ...Object.keys(filters)] as Interpolation[];

/** Refuses sizes and options that do not go together. */
export function checkResize(
  who: string,
  size: ResizeSize,
  { interpolation = "bilinear", maxSize, antialias = true }: ResizeOptions,
): CheckedResize {
  checkChoice(who, "interpolation", interpolation, interpolations);
  if (typeof antialias !== "boolean")
    throw expected(who, "antialias true or false", antialias, "pass a boolean");
  if (!antialias && ["box", "hamming", "lanczos"].includes(interpolation)) {
    const hint = 'use "bilinear" or "bicubic" without antialiasing';
    throw expected(who, `antialias true for "${interpolation}"`, antialias, hint);
  }
  const edges = size === null ? null : checkSize(who, size);
  const shorter = edges === null || (Array.isArray(size) && size.length === 2) ? null : edges[0];
  checkMaxSize(who, maxSize, size, shorter);
  return { size: shorter ?? edges, interpolation, maxSize: maxSize ?? undefined, antialias };
}

function checkMaxSize(
  who: string,
  maxSize: number | undefined,
  size: ResizeSize,
  shorter: number | null,
): void {
  if (maxSize === undefined) {
    if (size === null) throw expected(who, "maxSize where size is null", maxSize, "pass maxSize");
    return;
  }
  checkInteger(who, "maxSize", maxSize, { low: 1 });
  if (size === null) return;
  if (shorter === null)
    throw expected(who, "no maxSize where size is [height, width]", maxSize, "pass one number");
  if (maxSize <= shorter)
    throw expected(who, `maxSize above size ${shorter}`, maxSize, "raise maxSize or lower size");
}

/** The size that a picture of size `before` gets. */
export function resizedSize(who: string, before: Size, { size, maxSize }: CheckedResize): Size {
  if (Array.isArray(size)) return size as unknown as Size;
  const [height, width] = before;
  const [short, long] = width <= height ? [width, height] : [height, width];
  let [newShort, newLong] = [0, 0];
  if (typeof size === "number") [newShort, newLong] = [size, Math.trunc((size * long) / short)];
  else [newShort, newLong] = [Math.trunc((maxSize! * short) / long), maxSize!];
  if (maxSize !== undefined && newLong > maxSize)
    [newShort, newLong] = [Math.trunc((maxSize * newShort) / newLong), maxSize];
  if (newShort < 1) {
    const hint = "raise maxSize or crop the picture first";
    throw expected(who, "a shorter edge of at least 1 pixel", { before, size, maxSize }, hint);
  }
  return width <= height ? [newLong, newShort] : [newShort, newLong];
}

/** The filter of an interpolation, `undefined` for the nearest-neighbour rules. */
export function filterOf(interpolation: Interpolation): Filter | undefined {
  if (interpolation === "nearest" || interpolation === "nearest-exact") return undefined;
  return filters[interpolation];
}
