import type { Tensor } from "../../tensor/index.ts";
import {
  type CrossEntropySettings,
  checkClassSettings,
  crossEntropyAs,
} from "../functional/class-loss.ts";
import { Module } from "../module.ts";

/**
 * The negative log probability of the true class, softmax inside. Shapes: logits `[n, classes]`, targets `[n]` int64 class
 * numbers -> `[]`, or `[n]` with `reduction: "none"`; also `[classes]` and `[]`, or `[n, classes, ...]` and `[n, ...]`;
 * or targets are probabilities of the logits' shape. Targets of `ignoreIndex` (default -100) count nothing; `weight`
 * `[classes]` says what each class counts; `labelSmoothing` spreads a share of each target over all classes.
 * Labels in memory that are no class are refused. `torch.nn.CrossEntropyLoss`.
 * @example await new CrossEntropyLoss().forward(tensor([[2, 1, 0.1]]), tensor([0], { dtype: "int64" })).item(); // 0.41702995
 */
export class CrossEntropyLoss extends Module<[logits: Tensor, targets: Tensor]> {
  readonly #settings: CrossEntropySettings;
  /** The buffer `weight`, where it was given. */
  readonly weight: Tensor | null;

  constructor(settings: CrossEntropySettings = {}) {
    super();
    checkClassSettings("CrossEntropyLoss", settings);
    this.#settings = { ...settings };
    this.weight = settings.weight ? this.buffer("weight", settings.weight) : null;
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    return crossEntropyAs("CrossEntropyLoss", logits, targets, {
      ...this.#settings,
      weight: this.weight,
    });
  }
}
