import type { Tensor } from "../../tensor/index.ts";

/**
 * Calls `compute` with a batch: a tensor that lacks the first of `rank` dimensions becomes a batch of one, and
 * its result is given back without that dimension. Ranks beyond these two are left to `compute` to refuse.
 */
export function batched(x: Tensor, rank: number, compute: (x: Tensor) => Tensor): Tensor {
  return x.shape.length === rank - 1 ? compute(x.unsqueeze(0)).squeeze(0) : compute(x);
}
