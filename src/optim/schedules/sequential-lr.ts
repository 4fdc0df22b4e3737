import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import { type ChainedState, checkSchedulers, loadAll } from "./chained-scheduler.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `SequentialLR`. */
export interface SequentialLROptions {
  /** Schedules of the same optimizer; only the first may be a `SequentialLR`, as in PyTorch. */
  readonly schedulers: readonly (LRScheduler | SequentialLR)[];
  /** The steps at which the next schedule takes over, rising; one fewer than schedules. */
  readonly milestones: readonly number[];
  readonly lastEpoch?: number;
}

/**
 * Runs one schedule after another, each from its own beginning. `torch.optim.lr_scheduler.SequentialLR`. One inside of
 * another multiplies the full rate by its second step's factor first, as in PyTorch 1.13: better give one more milestones.
 * @example const schedule = new SequentialLR(optimizer, { schedulers: [warmUp, decay], milestones: [5] });
 */
export class SequentialLR {
  readonly optimizer: Optimizer;
  readonly #schedulers: readonly (LRScheduler | SequentialLR)[];
  readonly #milestones: readonly number[];
  #lastEpoch: number;
  #lastLr: readonly number[];

  constructor(
    optimizer: Optimizer,
    { schedulers, milestones, lastEpoch = -1 }: SequentialLROptions,
  ) {
    checkSchedulers("SequentialLR", schedulers);
    const [first] = schedulers as readonly [LRScheduler | SequentialLR];
    checkRestarts(schedulers);
    if (first.optimizer !== optimizer) {
      const hint = "make them over the same optimizer";
      throw expected("SequentialLR", "schedules of its optimizer", first.constructor.name, hint);
    }
    if (milestones.length !== schedulers.length - 1) {
      const what = `${schedulers.length - 1} milestones for ${schedulers.length} schedules`;
      throw expected("SequentialLR", what, milestones, "pass one between each two schedules");
    }
    milestones.forEach((milestone, i) => {
      checkInteger("SequentialLR", "milestones", milestone, { low: milestones[i - 1] ?? 0 });
    });
    this.optimizer = optimizer;
    this.#schedulers = [...schedulers];
    this.#milestones = [...milestones];
    this.#lastEpoch = lastEpoch + 1;
    // Each schedule set its first rate when it was made; only the first one's counts.
    for (const group of optimizer.paramGroups) group.lr = group.initialLr ?? group.lr;
    for (const scheduler of schedulers) scheduler.rewind();
    first.step();
    this.#lastLr = first.getLastLr();
  }

  /** Steps the schedule whose turn it is. */
  step(): void {
    this.#lastEpoch++;
    const turn = this.#milestones.filter((milestone) => milestone <= this.#lastEpoch).length;
    const scheduler = this.#schedulers[turn]!;
    const begins = this.#milestones[turn - 1] === this.#lastEpoch;
    if (begins && scheduler instanceof LRScheduler) scheduler.step(0);
    else scheduler.step();
    this.#lastLr = scheduler.getLastLr();
  }

  /** Begins again inside of another one. */
  rewind(): void {
    this.#lastEpoch--;
  }

  /** Steps so far. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The rates that were set last, one a group. */
  getLastLr(): readonly number[] {
    return this.#lastLr;
  }

  /** Where the schedules stand, to be saved as JSON. */
  stateDict(): ChainedState {
    const schedulers = this.#schedulers.map((scheduler) => scheduler.stateDict());
    return { lastEpoch: this.#lastEpoch, lastLr: this.#lastLr, schedulers };
  }

  /** Goes on from such a state; refuses one of other schedules (MISMATCH). */
  loadStateDict({ lastEpoch = 0, lastLr, schedulers }: ChainedState): void {
    loadAll("SequentialLR", this.#schedulers, schedulers);
    this.#lastEpoch = lastEpoch;
    this.#lastLr = [...lastLr];
  }
}

// At its milestone a schedule is put to its beginning, which those of several cannot be.
function checkRestarts(schedulers: readonly (LRScheduler | SequentialLR)[]): void {
  schedulers.forEach((scheduler, i) => {
    if (scheduler instanceof LRScheduler || (i === 0 && scheduler instanceof SequentialLR)) return;
    const what = "plain schedules, the first one maybe a SequentialLR";
    const got = `${(scheduler as object).constructor.name} at ${i}`;
    const hint = "give it more schedules and milestones, or put it into a ChainedScheduler";
    throw expected("SequentialLR", what, got, hint);
  });
}
