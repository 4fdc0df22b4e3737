import type { Image, Mask } from "../../sample/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Fill } from "../options.ts";

/** One value for each channel; bytes take the whole part, as Pillow's fill does. */
export function fillValues(who: string, { data, channels }: Image, fill: Fill): readonly number[] {
  const list = typeof fill === "number" ? Array<number>(channels).fill(fill) : fill;
  if (list.length !== channels && list.length !== 1) {
    const what = `one fill value or ${channels}, one for each channel`;
    throw expected(who, what, fill, "match the image's channels");
  }
  const values = list.length === 1 ? Array<number>(channels).fill(list[0]!) : list;
  if (data instanceof Float32Array) return values;
  const bytes = values.map(Math.trunc);
  if (bytes.some((value) => value < 0 || value > 255))
    throw expected(who, "a fill in [0, 255] for bytes", fill, "use a value that a byte holds");
  return bytes;
}

/** The one label that a mask is filled with; throws on lists and on what the labels cannot hold. */
export function fillLabel(who: string, mask: Mask, fill: Fill): number {
  if (typeof fill !== "number")
    throw expected(who, "one fill value where a mask is padded", fill, "pass a single number");
  return checkInteger(who, "fill for a mask", fill, labelRange(mask));
}

function labelRange({ data }: Mask): { low: number; high: number } {
  if (data instanceof Int32Array) return { low: -(2 ** 31), high: 2 ** 31 - 1 };
  return { low: 0, high: 2 ** (8 * data.BYTES_PER_ELEMENT) - 1 };
}
