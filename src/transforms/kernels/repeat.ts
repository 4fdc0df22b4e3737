import { allocateLike, type Pixels } from "./gather.ts";

/** `[h*w]` to `[h*w, 3]`, each value three times; the kind of array stays. */
export function repeatThree<T extends Pixels>(src: T): T {
  const out = allocateLike(src, src.length * 3);
  for (let i = 0, o = 0; i < src.length; i++, o += 3) out[o] = out[o + 1] = out[o + 2] = src[i]!;
  return out;
}
