import { applyOp, ops, type Tensor } from "../../tensor/index.ts";

/** Queries, keys and values by head: `[n, heads, l, size]`, `[n, heads, s, size]`, `[n, heads, s, size]`. */
export interface Heads {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
}

/**
 * `softmax(q k^T / sqrt(size) + masks)`: how much each query looks at each key. Boolean masks hide where true, others
 * are added; each broadcasts to the result. Shape: `[n, heads, l, s]`.
 */
export function attentionWeights({ query, key }: Heads, masks: readonly Tensor[]): Tensor {
  // The smaller side is scaled, not the scores.
  const scaled = query.mul(1 / Math.sqrt(query.shape.at(-1)!));
  const scores = applyOp(ops.matmul, [scaled, key], { transA: false, transB: true });
  return masks
    .reduce(
      (sum, mask) => (mask.dtype === "bool" ? sum.maskedFill(mask, -Infinity) : sum.add(mask)),
      scores,
    )
    .softmax(-1);
}

/** `[t, n, heads size]` -> `[n, heads, t, size]` */
export function splitHeads(x: Tensor, heads: number): Tensor {
  const [t, n, size] = x.shape as [number, number, number];
  return x.reshape([t, n, heads, size / heads]).permute([1, 2, 0, 3]);
}

/** `[n, heads, t, size]` -> `[t, n, heads size]` */
export function joinHeads(x: Tensor): Tensor {
  const [n, heads, t, size] = x.shape as [number, number, number, number];
  return x.permute([2, 0, 1, 3]).reshape([t, n, heads * size]);
}
