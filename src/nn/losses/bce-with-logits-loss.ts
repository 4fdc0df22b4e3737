import type { Tensor } from "../../tensor/index.ts";
import { type BinaryLogitsSettings, binaryCrossEntropyWithLogits } from "../functional/loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * `BCELoss` of `sigmoid(x)`, exact for sure predictions, too; `posWeight` multiplies the losses of true ones.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.BCEWithLogitsLoss`.
 * @example await new BCEWithLogitsLoss().forward(tensor([0]), tensor([1])).item(); // 0.6931472
 */
export class BCEWithLogitsLoss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: BinaryLogitsSettings;
  /** The buffer `weight`, where it was given. */
  readonly weight: Tensor | null;
  /** The buffer `pos_weight`, where it was given. */
  readonly posWeight: Tensor | null;

  constructor(settings: BinaryLogitsSettings = {}) {
    super();
    checkReduction("BCEWithLogitsLoss", settings.reduction ?? "mean");
    this.#settings = { ...settings };
    this.weight = settings.weight ? this.buffer("weight", settings.weight) : null;
    this.posWeight = settings.posWeight ? this.buffer("pos_weight", settings.posWeight) : null;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight } = this;
    return binaryCrossEntropyWithLogits(input, target, { ...this.#settings, weight, posWeight });
  }
}
