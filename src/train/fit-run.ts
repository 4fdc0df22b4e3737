import type { Module } from "../nn/index.ts";
import type { Optimizer } from "../optim/index.ts";
import { VisionError } from "../util/errors.ts";
import {
  applyCheckpoint,
  newestCheckpoint,
  pruneCheckpoints,
  saveCheckpoint,
} from "./checkpoint.ts";
import { evaluate } from "./evaluate.ts";
import { type FitState, freshState, type History } from "./fit-state.ts";
import type { Batch, TrainingLoader } from "./loader.ts";
import { addBatch, countCorrect, noSums, type Scores, scoresOf } from "./metrics.ts";
import { firstNonFinite } from "./non-finite.ts";
import { Progress, type ProgressStream } from "./progress.ts";
import type { FitOptions, Loss } from "./trainer.ts";

/** What a run works on. */
export interface FitParts {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly loader: TrainingLoader;
  readonly options: FitOptions;
  readonly progress: {
    readonly show: "auto" | "bar" | "lines" | "nothing" | undefined;
    readonly stream: ProgressStream;
  };
}

/** One call of `Trainer.fit`, from its first step or its checkpoint to its last epoch. */
export class FitRun {
  readonly #parts: FitParts;
  readonly #state: FitState = freshState();
  /** Checkpoints known to be whole, oldest first. */
  readonly #whole: string[] = [];
  #savedStep = -1;

  constructor(parts: FitParts) {
    this.#parts = parts;
  }

  async run(): Promise<History> {
    const { loader, options, model } = this.#parts;
    loader.setEpoch(0);
    if (options.resume) await this.#resume();
    model.train();
    while (this.#state.epoch < options.epochs) await this.#epoch();
    const { epochs, stepLoss, stepAccuracy } = this.#state;
    return { epochs, stepLoss, stepAccuracy };
  }

  async #resume(): Promise<void> {
    const { options, progress } = this.#parts;
    if (options.checkpoints === undefined) {
      throw new VisionError({
        who: "Trainer.fit",
        expected: "a folder of checkpoints to resume from",
        got: "resume without checkpoints",
        hint: "pass checkpoints: { folder }",
      });
    }
    const warn = (text: string) => void progress.stream.write(`${text}\n`);
    const checkpoint = await newestCheckpoint(options.checkpoints.folder, warn);
    if (checkpoint === undefined) return;
    applyCheckpoint(checkpoint, { ...this.#parts, state: this.#state });
    this.#whole.push(checkpoint.path);
    this.#savedStep = this.#state.step;
  }

  async #epoch(): Promise<void> {
    const { loader, options } = this.#parts;
    const state = this.#state;
    const bar = this.#bar();
    try {
      for await (const batch of loader) {
        await this.#step(batch);
        bar.update(loader.stateDict().batch, scoresText(scoresOf(state.sums)));
        const every = options.checkpoints?.everySteps;
        if (every !== undefined && state.step % every === 0) await this.#save();
        if (options.signal?.aborted) await this.#abort();
      }
    } finally {
      bar.finish();
    }
    await this.#finishEpoch();
  }

  #bar(): Progress {
    const { loader, options, progress } = this.#parts;
    return new Progress({
      label: `epoch ${this.#state.epoch + 1}/${options.epochs}`,
      total: loader.length,
      start: loader.stateDict().batch,
      stream: progress.stream,
      ...(progress.show === undefined || progress.show === "auto" ? {} : { show: progress.show }),
    });
  }

  async #step([images, labels]: Batch): Promise<void> {
    const { model, optimizer, loss: criterion, options } = this.#parts;
    const state = this.#state;
    const logits = model.forward(images);
    const loss = criterion.forward(logits, labels);
    optimizer.zeroGrad();
    loss.backward();
    logits.keep();
    await optimizer.step({ requireFinite: true }).catch(async (error: unknown) => {
      throw await this.#explained(error, images);
    });
    const value = Number(loss.hostData()[0]);
    const count = labels.shape[0]!;
    const correct = countCorrect(logits, labels);
    addBatch(state.sums, value, correct, count);
    state.step++;
    state.stepLoss.push(value);
    state.stepAccuracy.push(correct / count);
    const accuracy = correct / count;
    options.onStep?.({ step: state.step, epoch: state.epoch + 1, loss: value, accuracy });
  }

  async #finishEpoch(): Promise<void> {
    const { options } = this.#parts;
    const state = this.#state;
    const training = scoresOf(state.sums);
    const validation = await this.#validate();
    state.epoch++;
    state.sums = noSums();
    const record = { epoch: state.epoch, training, ...(validation && { validation }) };
    state.epochs.push(record);
    const text = validation === undefined ? "" : `; validation ${scoresText(validation)}`;
    this.#say(`epoch ${record.epoch}/${options.epochs}: ${scoresText(training)}${text}`);
    this.#savedStep = -1; // the same step, but the epoch is complete now
    await this.#save();
    options.onEpoch?.(record);
  }

  async #validate(): Promise<Scores | undefined> {
    const { model, loss, options } = this.#parts;
    if (options.validation === undefined) return undefined;
    // What is random in validation data depends on the epoch alone, so that a resumed run sees the same.
    options.validation.setEpoch?.(this.#state.epoch);
    const { loss: mean, accuracy, count } = await evaluate(model, loss, options.validation);
    return { loss: mean, accuracy, count };
  }

  async #save(): Promise<void> {
    const { checkpoints } = this.#parts.options;
    if (checkpoints === undefined || this.#savedStep === this.#state.step) return;
    const path = await saveCheckpoint(checkpoints.folder, { ...this.#parts, state: this.#state });
    this.#savedStep = this.#state.step;
    if (this.#whole.at(-1) !== path) this.#whole.push(path);
    await pruneCheckpoints(this.#whole, checkpoints.keep ?? 2);
  }

  async #abort(): Promise<never> {
    await this.#save();
    const { checkpoints } = this.#parts.options;
    throw new VisionError({
      code: "ABORTED",
      who: "Trainer.fit",
      expected: "to go on",
      got: `a stop after step ${this.#state.step}`,
      hint:
        checkpoints === undefined
          ? "nothing was saved: no checkpoint folder"
          : "continue with resume: true",
    });
  }

  // A loss that is not finite, with all that helps to find out why.
  async #explained(error: unknown, images: Batch[0]): Promise<unknown> {
    if (!(error instanceof VisionError) || error.code !== "NOT_FINITE") return error;
    const { model, optimizer, loader } = this.#parts;
    const { step, epoch } = this.#state;
    const { batch } = loader.stateDict();
    const place = `step ${step + 1} (epoch ${epoch + 1}, batch ${batch}, learning rate ${optimizer.lr})`;
    const reason = await firstNonFinite(model, images);
    return new VisionError({
      code: "NOT_FINITE",
      who: "Trainer.fit",
      expected: `a finite loss at ${place}`,
      got: error.got,
      hint: `${reason}; nothing was updated: lower the learning rate or check these samples`,
      cause: error,
    });
  }

  #say(text: string): void {
    if (this.#parts.progress.show !== "nothing") this.#parts.progress.stream.write(`${text}\n`);
  }
}

function scoresText({ loss, accuracy }: Scores): string {
  return `loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(2)} %`;
}
