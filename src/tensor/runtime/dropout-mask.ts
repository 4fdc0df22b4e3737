import type { Rng } from "../../util/rng.ts";
import type { Shape } from "../shape.ts";
import { sizeOf } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/**
 * Zeros with probability `p` and `1 / (1 - p)` elsewhere, from one draw of `rng`. Shape: as given.
 * The numbers go into a step as an input, so a new mask needs no new program.
 */
export function dropoutMask(shape: Shape, p: number, rng: Rng): Tensor {
  const out = new Float32Array(sizeOf(shape));
  // Xorshift (Marsaglia 2003) on 32 bits, never zero: one draw of the twister for each element costs ten times more.
  let state = rng.u32() | 1;
  const limit = Math.round(p * 2 ** 32);
  const scale = p < 1 ? 1 / (1 - p) : 0;
  for (let i = 0; i < out.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[i] = state >>> 0 < limit ? 0 : scale;
  }
  return Tensor.fromData(out, shape);
}
