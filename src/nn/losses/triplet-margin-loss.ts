import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { type TripletMarginSettings, tripletMarginLoss } from "../functional/distance-loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * `max(margin + |anchor - positive| - |anchor - negative|, 0)`; by default margin 1, p 2, eps 1e-6, no swap.
 * Shapes: `[n, d]` three times -> `[]`, or `[n]` with `reduction: "none"`; or `[d]`. `torch.nn.TripletMarginLoss`.
 * @example new TripletMarginLoss({ margin: 0.5 }).forward(anchor, positive, negative);
 */
export class TripletMarginLoss extends Module<
  [anchor: Tensor, positive: Tensor, negative: Tensor]
> {
  readonly #settings: TripletMarginSettings;

  constructor(settings: TripletMarginSettings = {}) {
    super();
    checkReduction("TripletMarginLoss", settings.reduction ?? "mean");
    checkNumber("TripletMarginLoss", "margin", settings.margin ?? 1);
    checkNumber("TripletMarginLoss", "eps", settings.eps ?? 1e-6);
    this.#settings = { ...settings };
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    return tripletMarginLoss(anchor, positive, negative, this.#settings);
  }
}
