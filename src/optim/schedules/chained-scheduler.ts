import { expected, VisionError } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import type { ScheduleState } from "./lr-scheduler.ts";

/** Where several schedules stand. */
export interface ChainedState {
  readonly lastEpoch?: number;
  readonly lastLr: readonly number[];
  readonly schedulers: readonly (ScheduleState | ChainedState)[];
}

/** A part of `ChainedScheduler`: any schedule that steps without a value, chained and sequential ones included. */
export interface Chainable {
  readonly optimizer: Optimizer;
  step(): void;
  getLastLr(): readonly number[];
  stateDict(): ScheduleState | ChainedState;
  loadStateDict(state: never): void;
}

/**
 * Steps several schedules of one optimizer at once, each from the rate that the one before left.
 * `torch.optim.lr_scheduler.ChainedScheduler`.
 * @example const schedule = new ChainedScheduler([new ConstantLR(optimizer), exponential]);
 */
export class ChainedScheduler {
  readonly optimizer: Optimizer;
  readonly #schedulers: readonly Chainable[];
  #lastLr: readonly number[];

  constructor(schedulers: readonly Chainable[]) {
    checkSchedulers("ChainedScheduler", schedulers);
    this.optimizer = schedulers[0]!.optimizer;
    this.#schedulers = [...schedulers];
    this.#lastLr = this.#rates();
  }

  /** Steps them all, in order. */
  step(): void {
    for (const scheduler of this.#schedulers) scheduler.step();
    this.#lastLr = this.#rates();
  }

  /** The rates that were set last, one a group. */
  getLastLr(): readonly number[] {
    return this.#lastLr;
  }

  /** Where the schedules stand, to be saved as JSON. */
  stateDict(): ChainedState {
    return { lastLr: this.#lastLr, schedulers: this.#schedulers.map((item) => item.stateDict()) };
  }

  /** Goes on from such a state; refuses one of other schedules (MISMATCH). */
  loadStateDict({ lastLr, schedulers }: ChainedState): void {
    loadAll("ChainedScheduler", this.#schedulers, schedulers);
    this.#lastLr = [...lastLr];
  }

  #rates(): readonly number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }
}

/** Refuses no schedules, and schedules of several optimizers. */
export function checkSchedulers(who: string, schedulers: readonly Chainable[]): void {
  if (schedulers.length === 0) throw expected(who, "at least one schedule", [], "pass some");
  const { optimizer } = schedulers[0]!;
  if (schedulers.every((scheduler) => scheduler.optimizer === optimizer)) return;
  const got = schedulers.map(({ constructor: { name } }) => name);
  throw expected(who, "schedules of one optimizer", got, "make them over the same optimizer");
}

/** Loads all states or none. */
export function loadAll(
  who: string,
  schedulers: readonly Chainable[],
  states: ChainedState["schedulers"] = [],
): void {
  const before = schedulers.map((scheduler) => scheduler.stateDict());
  const kinds = [states, before].map((all) => String(all.map((one) => "schedulers" in one)));
  if (states.length !== schedulers.length || kinds[0] !== kinds[1]) {
    throw new VisionError({
      code: "MISMATCH",
      who: `${who}.loadStateDict`,
      expected: `states of ${schedulers.length} schedules`,
      got: states.length === schedulers.length ? "states of other kinds" : states.length,
      hint: "make it of the same schedules",
    });
  }
  const load = (all: readonly object[]) => {
    schedulers.forEach((scheduler, i) => void scheduler.loadStateDict(all[i] as never));
  };
  try {
    load(states);
  } catch (error) {
    load(before);
    throw error;
  }
}
