import type { Tensor } from "../../tensor/index.ts";
import { checkClassSettings, type NLLSettings, nllLoss } from "../functional/class-loss.ts";
import { Module } from "../module.ts";

/**
 * The negative log probability of the true class, from log probabilities. Shapes: `[n, classes]` and targets `[n]`
 * int64, `[classes]` and `[]`, or `[n, classes, ...]` and `[n, ...]` -> `[]`, or the target's. Targets of `ignoreIndex`
 * (default -100) count nothing; `weight` `[classes]` says what each class counts. `torch.nn.NLLLoss`.
 * @example new NLLLoss().forward(logits.logSoftmax(1), tensor([0], { dtype: "int64" }));
 */
export class NLLLoss extends Module<[logits: Tensor, targets: Tensor]> {
  readonly #settings: NLLSettings;
  /** The buffer `weight`, where it was given. */
  readonly weight: Tensor | null;

  constructor(settings: NLLSettings = {}) {
    super();
    checkClassSettings("NLLLoss", settings);
    this.#settings = { ...settings };
    this.weight = settings.weight ? this.buffer("weight", settings.weight) : null;
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    return nllLoss(logits, targets, { ...this.#settings, weight: this.weight });
  }
}
