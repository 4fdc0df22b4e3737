import type { Tensor } from "../../tensor/index.ts";
import { type BinarySettings, binaryCrossEntropy } from "../functional/loss.ts";
import { checkReduction } from "../functional/reduction.ts";
import { Module } from "../module.ts";

/**
 * `-(y log(x) + (1 - y) log(1 - x))` of probabilities x and truths y in [0, 1], logarithms not below -100.
 * Shapes: two of one shape -> `[]`, or that shape with `reduction: "none"`. `torch.nn.BCELoss`.
 * @example await new BCELoss().forward(tensor([0.5]), tensor([1])).item(); // 0.6931472
 */
export class BCELoss extends Module<[input: Tensor, target: Tensor]> {
  readonly #settings: BinarySettings;
  /** The buffer `weight`, where it was given. */
  readonly weight: Tensor | null;

  constructor(settings: BinarySettings = {}) {
    super();
    checkReduction("BCELoss", settings.reduction ?? "mean");
    this.#settings = { ...settings };
    this.weight = settings.weight ? this.buffer("weight", settings.weight) : null;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight } = this;
    return binaryCrossEntropy(input, target, { ...this.#settings, weight });
  }
}
