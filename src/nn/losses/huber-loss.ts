import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type HuberSettings, huberLoss } from "../functional/loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * With d = x - y: `d^2 / 2` where |d| < delta (default 1), `delta (|d| - delta / 2)` elsewhere.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.HuberLoss`.
 * @example await new HuberLoss().forward(tensor([1, 4]), tensor([0, 2])).item(); // 1
 */
export class HuberLoss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: HuberSettings;

  constructor(settings: HuberSettings = {}) {
    super();
    checkReduction("HuberLoss", settings.reduction ?? "mean");
    if (checkNumber("HuberLoss", "delta", settings.delta ?? 1, { low: 0 }) === 0)
      throw expected("HuberLoss", "delta > 0", settings.delta, "pass another delta");
    this.#settings = { ...settings };
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return huberLoss(input, target, this.#settings);
  }
}
