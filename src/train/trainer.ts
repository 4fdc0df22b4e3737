import { CrossEntropyLoss, type Module } from "../nn/index.ts";
import type { Optimizer } from "../optim/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkChoice, checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { FitRun } from "./fit-run.ts";
import type { EpochRecord, History } from "./fit-state.ts";
import type { Batches, TrainingLoader } from "./loader.ts";
import { type Predicted, predict } from "./predict.ts";
import type { ProgressStream } from "./progress.ts";
import { checkSchedule, type Schedule, type ScheduleEvery } from "./scheduling.ts";

/** A loss: a scalar of logits and labels. */
export interface Loss {
  forward(logits: Tensor, labels: Tensor): Tensor;
}

/** What a trainer trains, and how. */
export interface TrainerOptions {
  readonly model: Module;
  readonly optimizer: Optimizer;
  /** Default: cross entropy. It must be a mean over the batch. */
  readonly loss?: Loss;
  /**
   * Sets the optimizer's learning rate; made from that optimizer. `ReduceLROnPlateau` watches the loss, or the accuracy
   * with `mode: "max"`: of the validation where there is one.
   */
  readonly schedule?: Schedule | undefined;
  /** After what the schedule is stepped. Default "epoch". */
  readonly scheduleEvery?: ScheduleEvery;
  /** The largest 2-norm that all gradients together may have; larger ones are shrunk. Default: no bound. */
  readonly clipGradNorm?: number | undefined;
  /** "auto": a bar on a terminal, lines elsewhere. Default "auto". */
  readonly progress?: "auto" | "bar" | "lines" | "nothing";
  /** Where progress and warnings go. Default: process.stderr. */
  readonly stream?: ProgressStream;
}

/** Where checkpoints go, and how often. */
export interface CheckpointOptions {
  /** Belongs to one run at a time: temporary files that a killed run left there are deleted. */
  readonly folder: string;
  /** Also after every so many steps. Default: only after each epoch. */
  readonly everySteps?: number;
  /** How many whole ones to keep. Default 2, and never less. */
  readonly keep?: number;
  /**
   * Whether a run that starts anew deletes the checkpoints that are in the folder. Default false: it refuses (code
   * EXISTS), for a later resume could not tell them from its own.
   */
  readonly overwrite?: boolean;
}

/** One training step, for `onStep`. */
export interface StepRecord {
  /** Counted from 1 over the whole run. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  /** The first group's learning rate in this step. */
  readonly lr: number;
}

/** Options of `Trainer.fit`. */
export interface FitOptions {
  /** Passes over the data, counted from the very beginning also when resuming. */
  readonly epochs: number;
  /** Evaluated after each epoch. */
  readonly validation?: Batches;
  readonly checkpoints?: CheckpointOptions;
  /**
   * Continues from the newest whole checkpoint of `checkpoints.folder`, or starts anew if there is none. The model, the
   * optimizer with its learning rate, the schedule, the loader's position and `manualSeed`'s generator become as they
   * were. Default false.
   */
  readonly resume?: boolean;
  /** Ends before the first step or after the one under way, with a checkpoint; `fit` then throws (code ABORTED). */
  readonly signal?: AbortSignal;
  readonly onStep?: (record: StepRecord) => void;
  /** Called after each epoch and its schedule, before its checkpoint: the place to change `optimizer.lr` by hand. */
  readonly onEpoch?: (record: EpochRecord) => void;
}

/**
 * The training loop: each step is one native run, loss and accuracy are kept for every step and epoch, checkpoints are
 * atomic, and a resumed run ends bit for bit as one that was never stopped.
 * @example
 * const optimizer = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
 * const schedule = new CosineAnnealingLR(optimizer, { tMax: 5 });
 * const trainer = new Trainer({ model, optimizer, schedule });
 * const history = await trainer.fit(loader, { epochs: 5, validation: testLoader });
 * const { accuracy } = await trainer.evaluate(testLoader);
 */
export class Trainer {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly schedule: Schedule | undefined;
  readonly scheduleEvery: ScheduleEvery;
  readonly clipGradNorm: number | undefined;
  readonly #progress: {
    readonly show: TrainerOptions["progress"];
    readonly stream: ProgressStream;
  };

  constructor(options: TrainerOptions) {
    const { model, optimizer, loss = new CrossEntropyLoss(), schedule } = options;
    const { scheduleEvery = "epoch", clipGradNorm } = options;
    const shows = ["auto", "bar", "lines", "nothing"] as const;
    checkChoice("Trainer", "progress", options.progress ?? "auto", shows);
    checkChoice("Trainer", "scheduleEvery", scheduleEvery, ["epoch", "step"]);
    if (schedule !== undefined) checkSchedule("Trainer", schedule, optimizer);
    if (clipGradNorm !== undefined) {
      checkNumber("Trainer", "clipGradNorm", clipGradNorm, { low: Number.MIN_VALUE });
    }
    this.model = model;
    this.optimizer = optimizer;
    this.loss = loss;
    this.schedule = schedule;
    this.scheduleEvery = scheduleEvery;
    this.clipGradNorm = clipGradNorm;
    this.#progress = { show: options.progress, stream: options.stream ?? process.stderr };
  }

  /**
   * Trains for `epochs` passes over `loader`, in training mode, which the model keeps. Throws on a loss that is not
   * finite (code NOT_FINITE, before the update), on a checkpoint of another model, data, optimizer or schedule (code
   * MISMATCH), on an earlier run's checkpoints where this one starts anew (code EXISTS), where a checkpoint cannot be
   * written (code WRITE_FAILED; model and optimizer stay as they are), and when `signal` aborts (code ABORTED).
   * Where it is called again without `resume`, model, optimizer and schedule go on from where they stand.
   */
  async fit(loader: TrainingLoader, options: FitOptions): Promise<History> {
    checkFit(loader, options);
    const { model, optimizer, loss, schedule, clipGradNorm: maxNorm } = this;
    const scheduling = schedule && { schedule, every: this.scheduleEvery };
    const parts = { model, optimizer, loss, loader, scheduling, maxNorm, options };
    return new FitRun({ ...parts, progress: this.#progress }).run();
  }

  /** Mean loss, accuracy and confusion matrix over all batches, without training. */
  evaluate(batches: Batches): Promise<Evaluation> {
    return evaluate(this.model, this.loss, batches);
  }

  /** Class probabilities and the likeliest class for every sample of every batch. */
  predict(
    batches:
      | Iterable<readonly [Tensor, ...unknown[]]>
      | AsyncIterable<readonly [Tensor, ...unknown[]]>,
  ): Promise<Predicted[]> {
    return predict(this.model, batches);
  }
}

function checkFit(loader: TrainingLoader, options: FitOptions): void {
  const who = "Trainer.fit";
  const { epochs, checkpoints, resume = false, validation } = options;
  checkInteger(who, "epochs", epochs, { low: 0 });
  checkInteger(who, "checkpoints.keep", checkpoints?.keep ?? 2, { low: 2 });
  checkInteger(who, "checkpoints.everySteps", checkpoints?.everySteps ?? 1, { low: 1 });
  if (loader.length === 0) throw expected(who, "batches to train on", loader.length, "add data");
  if (validation?.length === 0) throw expected(who, "batches to validate on", 0, "add data");
  if (!resume) return;
  if (checkpoints === undefined) {
    const hint = "pass checkpoints: { folder }";
    throw expected(who, "a folder of checkpoints to resume from", "resume without one", hint);
  }
  if (checkpoints.overwrite) {
    const hint = "leave one of them out";
    throw expected(who, "resume or checkpoints.overwrite", "both", hint);
  }
}
