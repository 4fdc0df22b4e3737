import { checkInteger } from "../util/check.ts";

/** A range along one dimension, as Python's `start:end:step`; see `slice`. */
export interface SliceRange {
  readonly start: number | null;
  readonly end: number | null;
  readonly step: number;
}

/**
 * Python's `start:end:step`, for `Tensor.index`: elements from `start` up to, not including, `end`. Negative numbers
 * count from the end, `null` leaves a side open, ranges that reach too far are cut; steps are > 0 (see `Tensor.flip`).
 * @example x.index(slice(1, null, 2)); // x[1::2]
 */
export function slice(
  start: number | null = null,
  end: number | null = null,
  step = 1,
): SliceRange {
  const any = { low: -Number.MAX_SAFE_INTEGER };
  if (start !== null) checkInteger("slice", "start", start, any);
  if (end !== null) checkInteger("slice", "end", end, any);
  checkInteger("slice", "step", step, { low: 1 });
  return { start, end, step };
}

/** Where a range begins, and how many elements it takes, in a dimension of `size`. */
export function resolveSlice(
  { start, end, step }: SliceRange,
  size: number,
): { start: number; count: number } {
  const inside = (place: number) => Math.min(Math.max(place < 0 ? place + size : place, 0), size);
  const from = inside(start ?? 0);
  return { start: from, count: Math.max(Math.ceil((inside(end ?? size) - from) / step), 0) };
}
