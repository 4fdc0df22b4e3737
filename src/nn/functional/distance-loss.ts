import type { Tensor } from "../../tensor/index.ts";
import { sameShape } from "../../tensor/shape.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { checkSameShape, type LossSettings, reduced } from "./reduction.ts";

/** `margin` is the cosine that pairs of target -1 may have for nothing, default 0. */
export interface CosineEmbeddingSettings extends LossSettings {
  readonly margin?: number;
}

/**
 * `1 - cos` for pairs of target 1, `max(cos - margin, 0)` for pairs of target -1. Shapes: `[n, d]` twice and `[n]`, or
 * `[d]` twice and `[]`. `torch.nn.functional.cosine_embedding_loss`.
 */
export function cosineEmbeddingLoss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  { margin = 0, reduction = "mean" }: CosineEmbeddingSettings = {},
): Tensor {
  const who = "cosineEmbeddingLoss";
  checkNumber(who, "margin", margin);
  checkSameShape(who, input1, input2);
  const rank = input1.shape.length;
  if ((rank !== 1 && rank !== 2) || !sameShape(target.shape, input1.shape.slice(0, -1))) {
    const got = [input1.shape, input2.shape, target.shape];
    throw expected(who, "[n, d], [n, d] and [n], or [d], [d] and []", got, "check the target");
  }
  const sum = (a: Tensor, b: Tensor) => a.mul(b).sum(-1);
  // PyTorch adds 1e-12 to each square: zero vectors have cosine 0.
  const squares = sum(input1, input1).add(1e-12).mul(sum(input2, input2).add(1e-12));
  const cos = sum(input1, input2).div(squares.sqrt());
  const apart = cos.sub(margin).clamp({ min: 0 }).where(target.eq(-1), 0);
  return reduced(who, cos.neg().add(1).where(target.eq(1), apart), reduction);
}

/** Settings of `tripletMarginLoss`. */
export interface TripletMarginSettings extends LossSettings {
  /** How much farther the negative has to be, default 1. */
  readonly margin?: number;
  /** The norm, default 2. */
  readonly p?: number;
  /** Added to differences, default 1e-6. */
  readonly eps?: number;
  /** Whether the positive may stand for the anchor where it is nearer to the negative, default false. */
  readonly swap?: boolean;
}

/**
 * `max(margin + |a - p| - |a - n|, 0)`. Shapes: `[n, d]` three times, or `[d]`.
 * `torch.nn.functional.triplet_margin_loss`.
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  { margin = 1, p = 2, eps = 1e-6, swap = false, reduction = "mean" }: TripletMarginSettings = {},
): Tensor {
  const who = "tripletMarginLoss";
  for (const [name, value] of Object.entries({ margin, eps })) checkNumber(who, name, value);
  checkSameShape(who, anchor, positive);
  checkSameShape(who, anchor, negative);
  if (anchor.shape.length === 0)
    throw expected(who, "vectors [n, d] or [d]", anchor.shape, "reshape them");
  const distance = (a: Tensor, b: Tensor) => a.sub(b).add(eps).norm(p, -1);
  const near = distance(anchor, positive);
  const far = distance(anchor, negative);
  const least = swap ? far.minimum(distance(positive, negative)) : far;
  return reduced(who, near.sub(least).add(margin).clamp({ min: 0 }), reduction);
}
