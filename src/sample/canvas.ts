import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** `[height, width]` in pixels. */
export type Size = readonly [height: number, width: number];

/** Refuses anything but `[height, width]` of whole numbers >= 1; returns a copy. */
export function checkCanvas(who: string, size: Size, name = "canvasSize"): Size {
  if (!Array.isArray(size) || size.length !== 2)
    throw expected(who, `${name} as [height, width]`, size, "pass two whole numbers");
  checkInteger(who, `${name}[0] (height)`, size[0], { low: 1 });
  checkInteger(who, `${name}[1] (width)`, size[1], { low: 1 });
  return [size[0], size[1]];
}

/** Refuses coordinates that are not finite float32 numbers in groups of `k`; returns the group count. */
export function checkRows(who: string, data: unknown, k: number): number {
  if (!(data instanceof Float32Array))
    throw expected(who, "coordinates in a Float32Array", data, "use from() for nested arrays");
  if (data.length % k !== 0)
    throw expected(who, `${k} numbers a row`, data.length, "check the coordinates' length");
  const bad = data.find((value) => !Number.isFinite(value));
  if (bad !== undefined)
    throw expected(who, "finite coordinates", bad, "remove or repair that row first");
  return data.length / k;
}

/** Nested rows as one float32 array; refuses rows of another length. */
export function flattenRows(
  who: string,
  rows: readonly (readonly number[])[],
  k: number,
): Float32Array {
  const bad = rows.find((row) => row.length !== k);
  if (bad !== undefined)
    throw expected(who, `${k} numbers a row`, bad, "check the rows' coordinates");
  return Float32Array.from(rows.flat());
}
