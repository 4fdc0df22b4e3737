import { DataLoader } from "../datasets/index.ts";
import { buildModel } from "../models/index.ts";
import { SGD } from "../optim/index.ts";
import { manualSeed } from "../tensor/index.ts";
import { Classifier, type Evaluation, type History, Trainer } from "../train/index.ts";
import { VisionError } from "../util/errors.ts";
import type { CliContext } from "./context.ts";
import { inFlags, withHint } from "./in-flags.ts";
import { makeSchedule, type ScheduleFlags } from "./make-schedule.ts";
import type { TrainingData } from "./training-data.ts";

/** How a classifier is trained. */
export interface FitSettings extends ScheduleFlags {
  readonly size: number;
  readonly gray?: boolean;
  readonly batch: number;
  readonly lr: number;
  readonly seed: number;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  /** Folder of the run's checkpoints. */
  readonly checkpoints: string;
}

/** A trained classifier, and how it went. */
export interface Fitted {
  readonly classifier: Classifier;
  readonly history: History;
  readonly evaluation: Evaluation | undefined;
}

/** Trains a SimpleCnn with SGD. */
export async function fitClassifier(
  data: TrainingData,
  settings: FitSettings,
  context: Pick<CliContext, "stderr" | "signal">,
): Promise<Fitted> {
  const { size, gray = false, batch, lr, epochs, seed, resume = false, force = false } = settings;
  manualSeed(seed);
  const { classes, training, heldOut, transform } = data;
  const options = { numClasses: classes.length, channels: gray ? 1 : 3, size };
  const spec = { name: "simpleCnn", options };
  const model = buildModel(spec);
  const optimizer = new SGD(model.parameters(), { lr, momentum: 0.9, weightDecay: 5e-4 });
  const progress = settings.quiet ? "nothing" : "auto";
  const batches = { batchSize: batch, reuseBatches: true }; // the trainer keeps none
  const loader = new DataLoader(training, { ...batches, shuffle: true, seed });
  const schedule = makeSchedule(optimizer, settings, loader.length);
  const { stderr: stream } = context;
  const trainer = new Trainer({ model, optimizer, ...schedule, progress, stream });
  const held = heldOut.length === 0 ? undefined : new DataLoader(heldOut, batches);
  const fit = trainer.fit(loader, {
    epochs,
    ...(held === undefined ? {} : { validation: held }),
    // With --resume, --force is about the classifier and the report alone.
    checkpoints: { folder: settings.checkpoints, overwrite: force && !resume },
    resume,
    signal: context.signal,
  });
  const history = await fit.catch((error) => fail(error, resume, context.stderr));
  const evaluation = held === undefined ? undefined : await trainer.evaluate(held);
  const mode = gray ? "gray" : "rgb";
  return {
    classifier: new Classifier({ spec, model, classes, transform, mode }),
    history,
    evaluation,
  };
}

function fail(error: unknown, resume: boolean, stderr: CliContext["stderr"]): never {
  if (!(error instanceof VisionError)) throw error;
  // The program does not print what was asked for by a signal.
  if (error.code === "ABORTED")
    stderr.write(`tsvision: ${error.got}; go on with the same command and --resume\n`);
  if (error.code !== "MISMATCH" || !resume) throw inFlags(error);
  const same = "resume with the images and flags of the run that was stopped";
  throw withHint(error, `${same}, or start anew with --force in place of --resume`);
}
