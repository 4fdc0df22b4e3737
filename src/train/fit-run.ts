import type { FileOps } from "../io/index.ts";
import type { Module } from "../nn/index.ts";
import { clipGradNorm, type Optimizer } from "../optim/index.ts";
import { VisionError } from "../util/errors.ts";
import { applyCheckpoint } from "./checkpoint.ts";
import { CheckpointFolder } from "./checkpoint-folder.ts";
import { evaluate } from "./evaluate.ts";
import { type FitState, freshState, type History } from "./fit-state.ts";
import type { Batch, TrainingLoader } from "./loader.ts";
import { addBatch, countCorrect, noSums, type Scores, scoresOf, scoresText } from "./metrics.ts";
import { explainNonFinite, forwardPass, refuseNonFinite } from "./non-finite.ts";
import { Progress, type ProgressStream } from "./progress.ts";
import { type ScheduleEvery, type Scheduling, stepSchedule } from "./scheduling.ts";
import type { FitOptions, Loss } from "./trainer.ts";

/** What a run works on. */
export interface FitParts {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly loader: TrainingLoader;
  readonly scheduling?: Scheduling | undefined;
  /** The largest norm of the gradients together. */
  readonly maxNorm?: number | undefined;
  readonly options: FitOptions;
  readonly progress: {
    readonly show: "auto" | "bar" | "lines" | "nothing" | undefined;
    readonly stream: ProgressStream;
  };
  /** File operations of checkpoints, for tests. */
  readonly ops?: FileOps;
}

/** One call of `Trainer.fit`, from its first step or its checkpoint to its last epoch. */
export class FitRun {
  readonly #parts: FitParts;
  readonly #state: FitState = freshState();
  readonly #checkpoints: CheckpointFolder | undefined;
  #savedStep = -1;

  constructor(parts: FitParts) {
    this.#parts = parts;
    const { options, progress, ops } = parts;
    const warn = (text: string) => void progress.stream.write(`${text}\n`);
    if (options.checkpoints === undefined) return;
    const { folder, keep } = options.checkpoints;
    this.#checkpoints = new CheckpointFolder({ folder, keep, warn, ops });
  }

  async run(): Promise<History> {
    const { options, model } = this.#parts;
    await this.#begin();
    model.train();
    while (this.#state.epoch < options.epochs) await this.#epoch();
    const { epochs, stepLoss, stepAccuracy, stepLr } = this.#state;
    return { epochs, stepLoss, stepAccuracy, stepLr };
  }

  async #begin(): Promise<void> {
    const { loader, options } = this.#parts;
    const checkpoint = options.resume ? await this.#checkpoints?.resume() : undefined;
    if (checkpoint !== undefined) {
      applyCheckpoint(checkpoint, { ...this.#parts, state: this.#state });
      this.#savedStep = this.#state.step;
      return;
    }
    await this.#checkpoints?.start({ overwrite: options.checkpoints?.overwrite ?? false });
    // setEpoch(0) would keep a position in the first epoch that an earlier run left.
    loader.loadStateDict({ ...loader.stateDict(), epoch: 0, batch: 0 });
  }

  async #epoch(): Promise<void> {
    const { loader, options } = this.#parts;
    const state = this.#state;
    await this.#endIfAborted();
    let { batch } = loader.stateDict(); // asked once: it may hash the whole list of samples
    const { length: total } = loader;
    const bar = this.#bar({ total, start: batch });
    try {
      for await (const part of loader) {
        await this.#step(part, batch++);
        bar.update(batch, scoresText(scoresOf(state.sums)));
        const every = options.checkpoints?.everySteps;
        if (every !== undefined && state.step % every === 0) await this.#save();
        await this.#endIfAborted();
      }
    } finally {
      bar.finish();
    }
    await this.#finishEpoch();
  }

  #bar(count: { total: number; start?: number; passing?: boolean }): Progress {
    const { options, progress } = this.#parts;
    const { show, stream } = progress;
    const epoch = `epoch ${this.#state.epoch + 1}/${options.epochs}`;
    const label = count.passing ? `${epoch}, validation` : epoch;
    const shown = show === undefined || show === "auto" ? {} : { show };
    return new Progress({ label, ...count, stream, ...shown });
  }

  async #step([images, labels]: Batch, batch: number): Promise<void> {
    const { model, optimizer, loss: criterion, options, maxNorm } = this.#parts;
    const state = this.#state;
    const { lr } = optimizer;
    const logits = model.forward(images);
    const pass = forwardPass(images, logits);
    const loss = criterion.forward(logits, labels);
    optimizer.zeroGrad();
    loss.backward();
    const trained = optimizer.paramGroups.flatMap(({ params }) => params);
    if (maxNorm !== undefined) clipGradNorm(trained, maxNorm);
    logits.keep();
    await optimizer.step({ requireFinite: true }).catch(async (error: unknown) => {
      throw await explainNonFinite(error, { model, pass, place: this.#place(batch) });
    });
    const value = Number(loss.hostData()[0]);
    const count = labels.shape[0]!;
    const correct = countCorrect(logits, labels);
    const accuracy = correct / count;
    addBatch(state.sums, value, correct, count);
    state.step++;
    state.stepLoss.push(value);
    state.stepAccuracy.push(accuracy);
    state.stepLr.push(lr);
    this.#schedule("step", { loss: value, accuracy });
    options.onStep?.({ step: state.step, epoch: state.epoch + 1, loss: value, accuracy, lr });
  }

  #schedule(now: ScheduleEvery, scores: Pick<Scores, "loss" | "accuracy">): void {
    const { scheduling } = this.#parts;
    if (scheduling?.every === now) stepSchedule(scheduling.schedule, scores);
  }

  async #finishEpoch(): Promise<void> {
    const { options, model, scheduling } = this.#parts;
    const state = this.#state;
    // A finite loss may still have had an infinite gradient; the last step's would go unseen.
    refuseNonFinite(model.namedParameters(), {
      what: `parameters after step ${state.step}`,
      hint: "the gradients overflowed: lower the learning rate",
    });
    const training = scoresOf(state.sums);
    const validation = await this.#validate();
    state.epoch++;
    state.sums = noSums();
    const lr = state.stepLr.at(-1)!;
    const record = { epoch: state.epoch, training, ...(validation && { validation }), lr };
    state.epochs.push(record);
    const text = validation === undefined ? "" : `; validation ${scoresText(validation)}`;
    const rate = scheduling === undefined ? "" : `; learning rate ${lr.toPrecision(3)}`;
    this.#say(`epoch ${record.epoch}/${options.epochs}: ${scoresText(training)}${text}${rate}`);
    this.#schedule("epoch", validation ?? training);
    options.onEpoch?.(record); // before saving: it may set the learning rate of the next epoch
    this.#savedStep = -1; // the same step, but the epoch is complete now
    await this.#save();
  }

  async #validate(): Promise<Scores | undefined> {
    const { model, loss, options } = this.#parts;
    const { validation } = options;
    if (validation === undefined) return undefined;
    // What is random in validation data depends on the epoch alone, so that a resumed run sees the same.
    validation.setEpoch?.(this.#state.epoch);
    const bar = this.#bar({ total: validation.length, passing: true });
    try {
      const tell = (done: number, scores: Scores) => bar.update(done, scoresText(scores));
      const { loss: mean, accuracy, count } = await evaluate(model, loss, validation, tell);
      return { loss: mean, accuracy, count };
    } finally {
      bar.finish();
    }
  }

  async #save(): Promise<void> {
    if (this.#checkpoints === undefined || this.#savedStep === this.#state.step) return;
    await this.#checkpoints.save({ ...this.#parts, state: this.#state });
    this.#savedStep = this.#state.step;
  }

  async #endIfAborted(): Promise<void> {
    if (!this.#parts.options.signal?.aborted) return;
    await this.#save();
    throw new VisionError({
      code: "ABORTED",
      who: "Trainer.fit",
      expected: "to go on",
      got: `a stop after step ${this.#state.step}`,
      hint:
        this.#checkpoints === undefined
          ? "nothing was saved: pass checkpoints: { folder } to be able to continue"
          : "continue with resume: true",
    });
  }

  #place(batch: number): string {
    const { optimizer, loader } = this.#parts;
    const { step, epoch } = this.#state;
    const indices = loader.indices?.(epoch, batch);
    const samples = indices === undefined ? "" : `, samples [${indices.join(", ")}]`;
    return `step ${step + 1} (epoch ${epoch + 1}, batch ${batch + 1}${samples}, learning rate ${optimizer.lr})`;
  }

  #say(text: string): void {
    if (this.#parts.progress.show !== "nothing") this.#parts.progress.stream.write(`${text}\n`);
  }
}
