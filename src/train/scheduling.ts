import type {
  ChainedScheduler,
  ChainedState,
  LRScheduler,
  Optimizer,
  PlateauState,
  ScheduleState,
  SequentialLR,
} from "../optim/index.ts";
import { ReduceLROnPlateau } from "../optim/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import type { Scores } from "./metrics.ts";

/** A learning-rate schedule that a trainer can step. */
export type Schedule = LRScheduler | SequentialLR | ChainedScheduler | ReduceLROnPlateau;

/** After what a schedule is stepped. */
export type ScheduleEvery = "epoch" | "step";

/** A schedule, and when it is stepped. */
export interface Scheduling {
  readonly schedule: Schedule;
  readonly every: ScheduleEvery;
}

/** A schedule as a checkpoint keeps it. */
export interface SavedSchedule {
  /** The schedule's class. */
  readonly name: string;
  readonly every: ScheduleEvery;
  readonly state: ScheduleState | ChainedState | PlateauState;
}

/** Refuses a schedule that sets the rates of another optimizer. */
export function checkSchedule(who: string, schedule: Schedule, optimizer: Optimizer): void {
  if (schedule.optimizer === optimizer) return;
  const { name } = schedule.constructor;
  throw expected(who, "a schedule of its optimizer", `${name} of another`, `make ${name} over it`);
}

/**
 * Sets the next rates. `ReduceLROnPlateau` looks at `scores`: the loss, or with `mode: "max"` the accuracy; the others
 * go by their count of steps alone.
 */
export function stepSchedule(
  schedule: Schedule,
  { loss, accuracy }: Pick<Scores, "loss" | "accuracy">,
): void {
  if (!(schedule instanceof ReduceLROnPlateau)) schedule.step();
  else schedule.step(schedule.mode === "min" ? loss : accuracy);
}

/** Where a schedule stands, to be saved as JSON. */
export function saveSchedule({ schedule, every }: Scheduling): SavedSchedule {
  return { name: schedule.constructor.name, every, state: schedule.stateDict() };
}

/** Puts a schedule where a checkpoint's stood. Refuses that of another one, or of none (code MISMATCH). */
export function loadSchedule(
  scheduling: Scheduling | undefined,
  saved: SavedSchedule | undefined,
): void {
  const [own, other] = [describe(scheduling && saveSchedule(scheduling)), describe(saved)];
  if (own !== other) {
    throw new VisionError({
      code: "MISMATCH",
      who: "Trainer.fit",
      expected: `the checkpoint of a run with ${own}`,
      got: `one with ${other}`,
      hint: "resume with the schedule that the checkpoint was made with",
    });
  }
  // A state of this very class: the names are equal.
  const schedule = scheduling?.schedule as { loadStateDict(state: unknown): void } | undefined;
  schedule?.loadStateDict(saved!.state);
}

function describe(saved: SavedSchedule | undefined): string {
  return saved === undefined ? "no schedule" : `${saved.name} stepped every ${saved.every}`;
}
