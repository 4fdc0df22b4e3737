import type { Tensor } from "../../tensor/index.ts";
import { checkChoice } from "../../util/check.ts";
import { type KLDivSettings, klDiv } from "../functional/loss.ts";
import { Module } from "../module.ts";

/**
 * `y (log(y) - x)` of log probabilities x and probabilities y, which are logarithms with `logTarget`.
 * With `reduction: "batchmean"` the sum is divided by the first size: the divergence's definition.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.KLDivLoss`.
 * @example await new KLDivLoss({ reduction: "batchmean" }).forward(logs, probabilities).item();
 */
export class KLDivLoss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: KLDivSettings;

  constructor(settings: KLDivSettings = {}) {
    super();
    const choices = ["mean", "sum", "none", "batchmean"] as const;
    checkChoice("KLDivLoss", "reduction", settings.reduction ?? "mean", choices);
    this.#settings = { ...settings };
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return klDiv(input, target, this.#settings);
  }
}
