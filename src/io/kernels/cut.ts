import type { PixelWindow } from "../../sample/index.ts";
import { uninitializedBytes } from "../../util/allocate.ts";

/** A rectangle of `[height, width, channels]` bytes; the same bytes where it is all of them. */
export function cutBytes(
  src: Uint8Array,
  width: number,
  channels: number,
  window: PixelWindow,
): Uint8Array {
  const line = window.width * channels;
  const size = window.height * line;
  if (size === src.length) return src;
  const out = uninitializedBytes(size);
  const first = (window.top * width + window.left) * channels;
  for (let o = 0, from = first; o < size; o += line, from += width * channels)
    out.set(src.subarray(from, from + line), o);
  return out;
}
