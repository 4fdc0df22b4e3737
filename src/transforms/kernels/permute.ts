import { allocateLike, type Pixels } from "./gather.ts";

/** Pixels whose channel `c` is the channel `order[c]` of `src`; the kind of array stays. */
export function permutePixels<T extends Pixels>(src: T, order: readonly number[]): T {
  const out = allocateLike(src, src.length);
  const channels = order.length;
  for (let c = 0; c < channels; c++)
    for (let o = c, s = order[c]!; o < src.length; o += channels, s += channels) out[o] = src[s]!;
  return out;
}
