import type { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { type SmoothL1Settings, smoothL1Loss } from "../functional/loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * With d = x - y: `d^2 / 2 beta` where |d| < beta (default 1), `|d| - beta / 2` elsewhere.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.SmoothL1Loss`.
 * @example await new SmoothL1Loss().forward(tensor([1, 4]), tensor([0, 2])).item(); // 1
 */
export class SmoothL1Loss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: SmoothL1Settings;

  constructor(settings: SmoothL1Settings = {}) {
    super();
    checkReduction("SmoothL1Loss", settings.reduction ?? "mean");
    checkNumber("SmoothL1Loss", "beta", settings.beta ?? 1, { low: 0 });
    this.#settings = { ...settings };
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(input, target, this.#settings);
  }
}
