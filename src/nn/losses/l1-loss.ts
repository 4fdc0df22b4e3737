import type { Tensor } from "../../tensor/index.ts";
import { l1Loss } from "../functional/loss.ts";
import { checkReduction, type LossSettings } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * The distance, `|x - y|`.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.L1Loss`.
 * @example await new L1Loss().forward(tensor([1, 4]), tensor([0, 2])).item(); // 1.5
 */
export class L1Loss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: LossSettings;

  constructor(settings: LossSettings = {}) {
    super();
    checkReduction("L1Loss", settings.reduction ?? "mean");
    this.#settings = { ...settings };
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, this.#settings);
  }
}
