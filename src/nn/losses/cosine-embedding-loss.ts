import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { type CosineEmbeddingSettings, cosineEmbeddingLoss } from "../functional/distance-loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * `1 - cos` for pairs of target 1, `max(cos - margin, 0)` (default 0) for pairs of target -1.
 * Shapes: `[n, d]` twice and `[n]`, or `[d]` twice and `[]` -> `[]`, or the target's. `torch.nn.CosineEmbeddingLoss`.
 * @example new CosineEmbeddingLoss({ margin: 0.5 }).forward(a, b, tensor([1, -1]));
 */
export class CosineEmbeddingLoss extends Module<[input1: Tensor, input2: Tensor, target: Tensor]> {
  readonly #settings: CosineEmbeddingSettings;

  constructor(settings: CosineEmbeddingSettings = {}) {
    super();
    checkReduction("CosineEmbeddingLoss", settings.reduction ?? "mean");
    checkNumber("CosineEmbeddingLoss", "margin", settings.margin ?? 0);
    this.#settings = { ...settings };
  }

  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(input1, input2, target, this.#settings);
  }
}
