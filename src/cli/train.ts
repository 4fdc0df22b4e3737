import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { writeFileAtomic } from "../io/index.ts";
import type { Evaluation, History } from "../train/index.ts";
import { expected } from "../util/errors.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { defaultWeights } from "./default-weights.ts";
import { fitClassifier } from "./fit-classifier.ts";
import { inFlags } from "./in-flags.ts";
import { type ScheduleFlags, scheduleNames } from "./make-schedule.ts";
import { numberBetween, wholeNumber } from "./option-values.ts";
import { addFormatOptions, outputFormat, RowWriter } from "./output.ts";
import { freeTarget } from "./target.ts";
import { openTrainingData, type TrainingData } from "./training-data.ts";
import { trainingReport } from "./training-report.ts";

/** Trains a small classifier on a folder of class folders. */
export const train: CliCommand = {
  name: "train",
  summary: "Train a small classifier on a folder that has a folder of images for each class.",
  examples: [
    ["tsvision train photos/", `learns the classes of photos/ and writes ${defaultWeights}`],
    [
      "tsvision train photos/ --out pets.safetensors --epochs 30 --report pets.html",
      "longer, with a report page",
    ],
    [
      "tsvision train photos/ --epochs 30 --resume",
      "goes on after Ctrl-C or a crash, as if never stopped",
    ],
  ],
  configure,
  run: runTrain,
};

function configure(command: Command): void {
  command
    .argument("<folder>", "images in class folders: folder/cat/1.jpg, folder/dog/2.png, ...")
    .option("-o, --out <file>", "where the classifier goes", defaultWeights)
    .option("--epochs <n>", "passes over the images", wholeNumber(1), 10)
    .option("--size <pixels>", "height and width that the model sees", wholeNumber(8), 64)
    .option("--gray", "one grey channel instead of three colours")
    .option("--batch <n>", "images in a step", wholeNumber(1), 32)
    .option("--lr <rate>", "the highest learning rate", numberBetween(0, Infinity), 0.03)
    .addOption(
      new Option("--schedule <name>", "how the learning rate falls")
        .choices(scheduleNames)
        .default("cosine"),
    )
    .option("--warmup-epochs <n>", "epochs in which it rises at first", wholeNumber(0), 0)
    .option("--validation <folder>", "evaluate on this folder of the same classes")
    .option(
      "--holdout <share>",
      "share held out to evaluate on, without --validation",
      numberBetween(0, 1),
      0.2,
    )
    .option("--seed <n>", "what all randomness derives from", wholeNumber(0), 0)
    .option("--resume", "go on from the checkpoints of a run that was stopped")
    .option("--report <page.html>", "write a page with curves, confusion matrix and pictures");
  addFormatOptions(command).option(
    "-f, --force",
    "replace the classifier, report and checkpoints that are there",
  );
}

/** The flags of `train`, as `configure` parses them. */
interface Flags extends ScheduleFlags {
  readonly out: string;
  readonly size: number;
  readonly gray?: boolean;
  readonly batch: number;
  readonly lr: number;
  readonly validation?: string;
  readonly holdout: number;
  readonly seed: number;
  readonly resume?: boolean;
  readonly report?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

async function runTrain({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, stderr, cwd } = context;
  const own = flags as unknown as Flags;
  const { force = false, gray = false, size, holdout, seed } = own;
  const format = outputFormat(flags, stdout.isTTY);
  const out = await freeTarget(own.out, cwd, force);
  const page = own.report === undefined ? undefined : await freeTarget(own.report, cwd, force);
  if (page === out)
    throw expected("tsvision", "two files", own.out, "give the report another name");
  const mode = gray ? "gray" : "rgb";
  const validation = own.validation === undefined ? undefined : resolve(cwd, own.validation);
  const folder = resolve(cwd, args[0]!);
  const options = { size, mode, holdout, seed, validation } as const;
  const data = await openTrainingData(folder, options).catch((error) => {
    throw inFlags(error);
  });
  if (own.quiet !== true) stderr.write(`${summaryOf(data)}\n`);
  const checkpoints = `${out}.checkpoints`;
  const { classifier, history, evaluation } = await fitClassifier(
    data,
    { ...own, checkpoints },
    context,
  );
  await classifier.save(out, { overwrite: force });
  if (page !== undefined) {
    const html = await trainingReport({ classifier, data, history, evaluation });
    await writeFileAtomic(page, html, { overwrite: force });
  }
  await rm(checkpoints, { recursive: true, force: true });
  const rows = new RowWriter(stdout, format, columns);
  await rows.write(resultOf(own.out, data, history, evaluation));
  await rows.end();
  return 0;
}

function summaryOf({ classes, training, heldOut }: TrainingData): string {
  return `${classes.length} classes, ${training.length} images to train on, ${heldOut.length} held out`;
}

const shorten = (value: number) => value.toFixed(4);

const columns = [
  { key: "out" },
  { key: "classes" },
  { key: "images" },
  { key: "heldOut" },
  { key: "epochs" },
  { key: "loss", show: shorten },
  { key: "accuracy", show: shorten },
];

function resultOf(
  out: string,
  { classes, training, heldOut }: TrainingData,
  { epochs }: History,
  evaluation: Evaluation | undefined,
) {
  return {
    out,
    classes: classes.length,
    images: training.length,
    heldOut: heldOut.length,
    epochs: epochs.length,
    loss: evaluation?.loss,
    accuracy: evaluation?.accuracy,
  };
}
