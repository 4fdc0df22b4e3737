import {
  CosineAnnealingLR,
  LinearLR,
  type LRScheduler,
  OneCycleLR,
  type Optimizer,
  SequentialLR,
  StepLR,
} from "../optim/index.ts";
import type { Schedule, ScheduleEvery } from "../train/index.ts";
import { expected } from "../util/errors.ts";

/** What `--schedule` may be. */
export const scheduleNames = ["cosine", "step", "onecycle", "none"] as const;

/** How the learning rate changes, in the words of the flags. */
export interface ScheduleFlags {
  readonly schedule: (typeof scheduleNames)[number];
  /** Epochs in which the rate rises. */
  readonly warmupEpochs: number;
  readonly epochs: number;
}

/** A schedule as `Trainer` takes it. */
export interface MadeSchedule {
  readonly schedule?: Schedule;
  readonly scheduleEvery: ScheduleEvery;
}

/** Makes the schedule of the flags over an optimizer, whose rate is the highest one. */
export function makeSchedule(
  optimizer: Optimizer,
  flags: ScheduleFlags,
  stepsPerEpoch: number,
): MadeSchedule {
  const { schedule: name, warmupEpochs, epochs } = flags;
  if (warmupEpochs >= epochs) {
    const hint = "pass a smaller --warmup-epochs or a larger --epochs";
    throw expected("tsvision", `fewer warm-up epochs than ${epochs}`, warmupEpochs, hint);
  }
  if (name === "onecycle") {
    const pctStart = warmupEpochs === 0 ? 0.3 : warmupEpochs / epochs;
    const options = { maxLr: optimizer.lr, epochs, stepsPerEpoch, pctStart };
    return { schedule: new OneCycleLR(optimizer, options), scheduleEvery: "step" };
  }
  const schedule = afterWarmUp(optimizer, warmupEpochs, () =>
    fallOf(name, optimizer, epochs - warmupEpochs),
  );
  return { ...(schedule && { schedule }), scheduleEvery: "epoch" };
}

function fallOf(
  name: "cosine" | "step" | "none",
  optimizer: Optimizer,
  epochs: number,
): LRScheduler | undefined {
  if (name === "cosine") return new CosineAnnealingLR(optimizer, { tMax: epochs });
  if (name === "step") return new StepLR(optimizer, { stepSize: Math.ceil(epochs / 3) });
  return undefined;
}

// Equal rises, the first one from zero: after two epochs of warm-up the rates are 1/3, 2/3 and 1 of the highest.
function afterWarmUp(
  optimizer: Optimizer,
  epochs: number,
  fall: () => LRScheduler | undefined,
): Schedule | undefined {
  if (epochs === 0) return fall();
  const rise = new LinearLR(optimizer, { startFactor: 1 / (epochs + 1), totalIters: epochs });
  const rest = fall();
  if (rest === undefined) return rise;
  return new SequentialLR(optimizer, { schedulers: [rise, rest], milestones: [epochs] });
}
