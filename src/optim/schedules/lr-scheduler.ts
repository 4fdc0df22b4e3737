import { expected, VisionError } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import type { ParamGroup } from "../param-group.ts";

/** A group of parameters as a schedule sees it in one step. */
export interface Moment {
  /** Steps of the schedule before this one. */
  readonly epoch: number;
  /** The rate now. */
  readonly lr: number;
  /** The rate that the schedule started from. */
  readonly base: number;
  /** Whether this is the step that the constructor makes. */
  readonly first: boolean;
  /** The group's number. */
  readonly index: number;
  readonly group: ParamGroup;
  /** What the schedule remembers between steps. */
  readonly memory: Readonly<Record<string, number>>;
}

/** What a schedule is. */
export interface ScheduleFacts {
  readonly name: string;
  readonly lastEpoch?: number | undefined;
  /** All that a resumed run has to share. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The next rate from the last one. */
  rate(moment: Moment): number;
  /** The rate of an epoch whatever was before, where there is such a form. */
  closed?(moment: Moment): number;
  /** The epoch of the next step (`to` where one is asked for), and what is remembered from then on. */
  move?(memory: Moment["memory"], lastEpoch: number, to?: number): [number, Moment["memory"]];
  readonly memory?: Moment["memory"];
}

/** Where a schedule stands, as plain parts. */
export interface ScheduleState {
  readonly lastEpoch: number;
  readonly stepCount: number;
  readonly lastLr: readonly number[];
  readonly baseLrs: readonly number[];
  readonly memory: Readonly<Record<string, number>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The base of schedules: sets the learning rate of every group in its constructor and in each `step()`, which comes
 * after the optimizer's. Rates follow from the last ones as in PyTorch, so that schedules and changes by hand add up.
 * `lastEpoch` (default -1) other than -1 goes on from there, and needs groups with `initialLr`.
 * `torch.optim.lr_scheduler._LRScheduler`.
 */
export abstract class LRScheduler {
  readonly optimizer: Optimizer;
  readonly #facts: ScheduleFacts;
  #lastEpoch: number;
  #stepCount = 0;
  #lastLr: readonly number[] = [];
  #baseLrs: readonly number[];
  #memory: Readonly<Record<string, number>>;

  protected constructor(optimizer: Optimizer, facts: ScheduleFacts) {
    const { lastEpoch = -1, name } = facts;
    if (!Number.isInteger(lastEpoch) || lastEpoch < -1) {
      throw expected(name, "lastEpoch to be a whole number >= -1", lastEpoch, "pass -1 to begin");
    }
    const groups = optimizer.paramGroups;
    for (const group of lastEpoch === -1 ? groups : []) group.initialLr ??= group.lr;
    this.#baseLrs = groups.map(({ initialLr }) => {
      if (initialLr !== undefined) return initialLr;
      const hint = "load the optimizer's state, or set initialLr of each group";
      throw expected(name, "groups with initialLr to go on from lastEpoch", lastEpoch, hint);
    });
    this.optimizer = optimizer;
    this.#facts = facts;
    this.#lastEpoch = lastEpoch;
    this.#memory = facts.memory ?? {};
    this.step();
  }

  /** Steps so far, not counting the constructor's. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The rates that were set last, one a group. */
  getLastLr(): readonly number[] {
    return this.#lastLr;
  }

  /** Sets the next rates, or those of `epoch`, by the closed form where the schedule has one. */
  step(epoch?: number): void {
    const { rate, closed = rate, move } = this.#facts;
    const [next, memory] = move?.(this.#memory, this.#lastEpoch, epoch) ?? [
      epoch ?? this.#lastEpoch + 1,
      this.#memory,
    ];
    const form = epoch === undefined ? rate : closed;
    const groups = this.optimizer.paramGroups;
    const first = this.#stepCount === 0;
    const rates = groups.map((group, index) => {
      const base = this.#baseLrs[index]!;
      return form({ epoch: next, lr: group.lr, base, first, index, group, memory });
    });
    groups.forEach((group, i) => {
      group.lr = rates[i]!;
    });
    this.#stepCount++;
    this.#lastEpoch = next;
    this.#memory = memory;
    this.#lastLr = rates;
  }

  /** Begins again after another schedule of the same optimizer was made: what `SequentialLR` needs. */
  rewind(): void {
    this.#lastEpoch--;
    this.#stepCount = 0;
  }

  /** Lets later steps start from these rates. */
  protected startFrom(baseLrs: readonly number[]): void {
    this.#baseLrs = baseLrs;
  }

  /** Where the schedule stands, to be saved as JSON. */
  stateDict(): ScheduleState {
    return {
      lastEpoch: this.#lastEpoch,
      stepCount: this.#stepCount,
      lastLr: this.#lastLr,
      baseLrs: this.#baseLrs,
      memory: this.#memory,
      settings: this.#facts.settings,
    };
  }

  /** Goes on from such a state; the optimizer's rates are the optimizer's state. Refuses other settings (MISMATCH). */
  loadStateDict(state: ScheduleState): void {
    const { name, settings } = this.#facts;
    const [own, other] = [settings, state.settings].map((value) => JSON.stringify(value));
    const sizes = [state.baseLrs.length, this.#baseLrs.length];
    if (own !== other || sizes[0] !== sizes[1]) {
      throw new VisionError({
        code: "MISMATCH",
        who: `${name}.loadStateDict`,
        expected: `a state of ${name} with ${own} over ${sizes[1]} groups`,
        got: `${other} over ${sizes[0]} groups`,
        hint: "make the schedule with the same settings",
      });
    }
    this.#lastEpoch = state.lastEpoch;
    this.#stepCount = state.stepCount;
    this.#lastLr = [...state.lastLr];
    this.#baseLrs = [...state.baseLrs];
    this.#memory = { ...state.memory };
  }
}
