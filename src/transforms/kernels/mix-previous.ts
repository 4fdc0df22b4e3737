import type { TensorData } from "../../tensor/index.ts";
import { blendSimd } from "./blend-simd.ts";

/** A rectangle by its edges; right and bottom are not in it. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * `share` of each of `count` items and the rest of the item before it, of the last one for the first;
 * each step is rounded to float32, as torch does.
 */
export function blendWithPrevious(src: Float32Array, count: number, share: number): Float32Array {
  const few = src.length < 256;
  return (few ? undefined : blendSimd(src, count, share)) ?? plain(src, count, share);
}

/** The same without SIMD. */
export function plain(src: Float32Array, count: number, share: number): Float32Array {
  const out = new Float32Array(src.length);
  const length = src.length / count;
  const [own, rest] = [Math.fround(share), Math.fround(1 - share)];
  for (let item = 0; item < count; item++) {
    const start = item * length;
    let p = ((item + count - 1) % count) * length;
    for (let o = start; o < start + length; o++, p++)
      out[o] = Math.fround(src[p]! * rest) + Math.fround(src[o]! * own);
  }
  return out;
}

/** The items with a rectangle of each plane `[height, width]` taken from the item before it. */
export function pasteFromPrevious<T extends TensorData>(
  src: T,
  count: number,
  [height, width]: readonly [number, number],
  { left, top, right, bottom }: Edges,
): T {
  const out = src.slice() as T;
  const length = src.length / count;
  for (let item = 0; item < count; item++) {
    const shift = (item === 0 ? count - 1 : -1) * length;
    for (let plane = item * length; plane < (item + 1) * length; plane += height * width)
      for (let y = top; y < bottom; y++) {
        const o = plane + y * width + left;
        const from = src.subarray(o + shift, o + shift + right - left);
        out.set(from as never, o);
      }
  }
  return out;
}
