import type { Tensor } from "../../tensor/index.ts";
import { mseLoss } from "../functional/loss.ts";
import { checkReduction, type LossSettings } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * The squared difference, `(x - y)^2`.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.MSELoss`.
 * @example await new MSELoss().forward(tensor([0.5, 0.8, 1.2]), tensor([0, 1, 1])).item(); // 0.11
 */
export class MSELoss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: LossSettings;

  constructor(settings: LossSettings = {}) {
    super();
    checkReduction("MSELoss", settings.reduction ?? "mean");
    this.#settings = { ...settings };
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, this.#settings);
  }
}
