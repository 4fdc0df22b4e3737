import { checkChoice, checkInteger, checkNumber } from "../../util/check.ts";
import { expected, VisionError } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import { perGroup } from "./momentum.ts";

/** Settings of `ReduceLROnPlateau`. */
export interface ReduceLROnPlateauOptions {
  /** Whether the value shall fall or rise. Default "min". */
  readonly mode?: "min" | "max";
  /** The factor of a reduction, below 1. Default 0.1. */
  readonly factor?: number;
  /** Steps without a better value before a reduction. Default 10. */
  readonly patience?: number;
  /** By how much a value has to be better. Default 1e-4. */
  readonly threshold?: number;
  /** Whether `threshold` is a share of the best value. Default "rel". */
  readonly thresholdMode?: "rel" | "abs";
  /** Steps after a reduction that do not count. Default 0. */
  readonly cooldown?: number;
  /** The lowest rate, or one a group. Default 0. */
  readonly minLr?: number | readonly number[];
  /** Smaller reductions are left out. Default 1e-8. */
  readonly eps?: number;
}

/** Where a `ReduceLROnPlateau` stands; `best` is null before the first step. */
export interface PlateauState {
  readonly lastEpoch: number;
  readonly best: number | null;
  readonly numBadEpochs: number;
  readonly cooldownCounter: number;
  readonly lastLr: readonly number[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Reduces the rate when a value, such as the validation loss, has stopped to get better.
 * `torch.optim.lr_scheduler.ReduceLROnPlateau`.
 * @example const schedule = new ReduceLROnPlateau(optimizer, { patience: 3 }); schedule.step(validationLoss);
 */
export class ReduceLROnPlateau {
  readonly optimizer: Optimizer;
  readonly #options: Required<ReduceLROnPlateauOptions>;
  readonly #minLrs: readonly number[];
  #best: number;
  #numBadEpochs = 0;
  #cooldownCounter = 0;
  #lastEpoch = 0;
  #lastLr: readonly number[];

  constructor(optimizer: Optimizer, options: ReduceLROnPlateauOptions = {}) {
    const who = "ReduceLROnPlateau";
    const { mode = "min", factor = 0.1, patience = 10, threshold = 1e-4 } = options;
    const { thresholdMode = "rel", cooldown = 0, minLr = 0, eps = 1e-8 } = options;
    checkChoice(who, "mode", mode, ["min", "max"]);
    checkChoice(who, "thresholdMode", thresholdMode, ["rel", "abs"]);
    checkNumber(who, "factor", factor, { low: 0 });
    if (factor >= 1) throw expected(who, "factor to be below 1", factor, "pass another factor");
    checkInteger(who, "patience", patience);
    checkInteger(who, "cooldown", cooldown);
    checkNumber(who, "threshold", threshold);
    checkNumber(who, "eps", eps, { low: 0 });
    this.optimizer = optimizer;
    this.#minLrs = perGroup(who, "minLr", minLr, optimizer);
    const settings = { mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps };
    this.#options = settings;
    this.#best = mode === "min" ? Infinity : -Infinity;
    this.#lastLr = optimizer.paramGroups.map(({ lr }) => lr);
  }

  /** Looks at the next value, and reduces the rates if it was time. NaN counts as no better. */
  step(value: number): void {
    if (typeof value !== "number") {
      const hint = "pass await loss.item()";
      throw expected("ReduceLROnPlateau.step", "the value to watch, a number", value, hint);
    }
    this.#lastEpoch++;
    if (this.#isBetter(value)) {
      this.#best = value;
      this.#numBadEpochs = 0;
    } else this.#numBadEpochs++;
    if (this.#cooldownCounter > 0) {
      this.#cooldownCounter--;
      this.#numBadEpochs = 0;
    }
    if (this.#numBadEpochs > this.#options.patience) {
      this.#reduce();
      this.#cooldownCounter = this.#options.cooldown;
      this.#numBadEpochs = 0;
    }
    this.#lastLr = this.optimizer.paramGroups.map(({ lr }) => lr);
  }

  /** Whether the value shall fall or rise. */
  get mode(): "min" | "max" {
    return this.#options.mode;
  }

  /** Steps so far. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The rates after the last step, one a group. */
  getLastLr(): readonly number[] {
    return this.#lastLr;
  }

  /** Where the schedule stands, to be saved as JSON. */
  stateDict(): PlateauState {
    return {
      lastEpoch: this.#lastEpoch,
      best: Number.isFinite(this.#best) ? this.#best : null,
      numBadEpochs: this.#numBadEpochs,
      cooldownCounter: this.#cooldownCounter,
      lastLr: this.#lastLr,
      settings: { ...this.#options },
    };
  }

  /** Goes on from such a state; refuses other settings (MISMATCH). */
  loadStateDict(state: PlateauState): void {
    const [own, other] = [this.#options, state.settings].map((value) => JSON.stringify(value));
    if (own !== other) {
      throw new VisionError({
        code: "MISMATCH",
        who: "ReduceLROnPlateau.loadStateDict",
        expected: `a state with ${own}`,
        got: other,
        hint: "make the schedule with the same settings",
      });
    }
    this.#best = state.best ?? (this.#options.mode === "min" ? Infinity : -Infinity);
    this.#numBadEpochs = state.numBadEpochs;
    this.#cooldownCounter = state.cooldownCounter;
    this.#lastEpoch = state.lastEpoch;
    this.#lastLr = [...state.lastLr];
  }

  #isBetter(value: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    const best = this.#best;
    if (mode === "min") {
      return value < (thresholdMode === "rel" ? best * (1 - threshold) : best - threshold);
    }
    return value > (thresholdMode === "rel" ? best * (threshold + 1) : best + threshold);
  }

  #reduce(): void {
    const { factor, eps } = this.#options;
    this.optimizer.paramGroups.forEach((group, i) => {
      const next = Math.max(group.lr * factor, this.#minLrs[i]!);
      if (group.lr - next > eps) group.lr = next;
    });
  }
}
