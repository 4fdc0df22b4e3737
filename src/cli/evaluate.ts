import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { ImageFolder } from "../datasets/index.ts";
import { writeFileAtomic } from "../io/index.ts";
import { renderReport } from "../train/index.ts";
import { visible } from "../util/visible.ts";
import { classifyFiles } from "./classify-files.ts";
import { ClassifyReport } from "./classify-report.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import type { CliContext } from "./context.ts";
import { countResults } from "./count-results.ts";
import { evaluationText } from "./evaluation-text.ts";
import { inFlags } from "./in-flags.ts";
import { inputExtensions } from "./inputs.ts";
import { matchClasses } from "./match-classes.ts";
import {
  addClassifierOptions,
  type ClassifierFlags,
  type OpenedClassifier,
  openClassifier,
} from "./open-classifier.ts";
import { wholeNumber } from "./option-values.ts";
import {
  addFormatOptions,
  type OutputFormat,
  outputFormat,
  type Row,
  RowWriter,
} from "./output.ts";
import { type EvaluationScores, Tally } from "./tally.ts";
import { freeTarget } from "./target.ts";

/** Says how good a classifier is on a folder of class folders. */
export const evaluate: CliCommand = {
  name: "evaluate",
  summary: "Say how good a classifier is on a folder that has a folder of images for each class.",
  examples: [
    ["tsvision evaluate photos/", "accuracy, a table of the classes, who was taken for whom"],
    [
      "tsvision evaluate photos/ -w pets.safetensors --report pets.html --json",
      "also a page; JSON for programs",
    ],
  ],
  configure,
  run: runEvaluate,
};

function configure(command: Command): void {
  command.argument("<folder>", "images in class folders: folder/cat/1.jpg, folder/dog/2.png, ...");
  addClassifierOptions(command).option(
    "--batch <n>",
    "images that go through the model at once",
    wholeNumber(1),
    32,
  );
  addFormatOptions(command)
    .option("--report <page.html>", "write a page with confusion matrix and pictures")
    .option("-f, --force", "replace a report that is there");
}

interface Flags extends ClassifierFlags {
  readonly batch: number;
  readonly report?: string;
  readonly force?: boolean;
}

async function runEvaluate({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, stderr, cwd, signal } = context;
  const own = flags as unknown as Flags;
  const { report, force = false, quiet = false } = own;
  const format = outputFormat(flags, stdout.isTTY);
  const page = report === undefined ? undefined : await freeTarget(report, cwd, force);
  const opened = await openClassifier(own, context);
  const samples = await listSamples(args[0]!, cwd, opened);
  const result = await answerAll(samples, opened, own, context);
  if (signal.aborted) return 1;
  const { scores, errors, pictures } = result;
  await print(result, format, context);
  if (!quiet)
    stderr.write(errors.map(({ file, error }) => `${visible(`${file}: ${error}`)}\n`).join(""));
  if (page !== undefined) {
    const confusion = { classes: opened.classifier.classes, counts: scores.confusion };
    const summary = [...scoreRows(scores), ...pictures.summary(opened.name)];
    const { images } = pictures;
    const html = renderReport({ title, summary, curves: [], confusion, images });
    await writeFileAtomic(page, html, { overwrite: force });
  }
  return errors.length > 0 ? 1 : 0;
}

const title = "tsvision evaluate";

interface Sample {
  readonly file: string;
  /** The class's index. */
  readonly truth: number;
}

async function listSamples(
  folder: string,
  cwd: string,
  { classifier }: OpenedClassifier,
): Promise<Sample[]> {
  const root = resolve(cwd, folder);
  const found = await ImageFolder.open(root, { extensions: inputExtensions }).catch((error) => {
    throw inFlags(error);
  });
  const indices = matchClasses(found.classes, classifier.classes);
  return found.samples.map(([path, label]) => ({
    file: join(folder, relative(root, path)),
    truth: indices[label]!,
  }));
}

interface Answers {
  readonly scores: EvaluationScores;
  readonly errors: readonly { readonly file: string; readonly error: string }[];
  readonly pictures: ClassifyReport;
}

async function answerAll(
  samples: readonly Sample[],
  { classifier }: OpenedClassifier,
  { batch, quiet, report }: Flags,
  { cwd, signal, stderr: stream }: CliContext,
): Promise<Answers> {
  const { classes } = classifier;
  const tally = new Tally(classes);
  const pictures = new ClassifyReport();
  const errors: { file: string; error: string }[] = [];
  const files = samples.map(({ file }) => file);
  const top = Math.min(5, classes.length);
  const results = classifyFiles(classifier, files, { top, batch, cwd, signal });
  const counted = countResults(results, { label: "evaluate", total: files.length, stream, quiet });
  let at = 0;
  for await (const result of counted) {
    const { truth } = samples[at++]!;
    const { file, candidates, error } = result;
    if (error !== undefined) errors.push({ file, error });
    else
      tally.add(
        truth,
        candidates.map(({ index }) => index),
      );
    if (report !== undefined) await pictures.add(result, classes[truth]!);
  }
  return { scores: tally.scores(), errors, pictures };
}

async function print(
  { scores, errors }: Answers,
  format: OutputFormat,
  { stdout }: CliContext,
): Promise<void> {
  if (format === "table") {
    stdout.write(evaluationText(scores, errors.length));
    return;
  }
  const rows = format === "csv" ? csvRows(scores) : [jsonRow(scores, errors)];
  const columns = Object.keys(rows[0]!).map((key) => ({ key }));
  const writer = new RowWriter(stdout, format, columns);
  for (const row of rows) await writer.write(row);
  await writer.end();
}

function jsonRow(
  { images, top1, top5, classes, confusion }: EvaluationScores,
  errors: Answers["errors"],
): Row {
  const list = classes.map(({ precision = null, recall = null, top5 = null, ...rest }) => ({
    ...rest,
    precision,
    recall,
    top5,
  }));
  return { images, failed: errors.length, top1, top5, classes: list, confusion, errors };
}

// A row for each class with its line of the confusion matrix, then one for all.
function csvRows({ images, top1, top5, classes, confusion }: EvaluationScores): Row[] {
  const names = classes.map(({ class: name, index }) => `${index} ${name}`);
  const rows = classes.map(
    (scores, i): Row => ({
      ...scores,
      ...Object.fromEntries(names.map((name, j) => [name, confusion[i]![j]])),
    }),
  );
  return [...rows, { class: "(all)", images, recall: top1, top5 }];
}

function scoreRows({ top1, top5 }: EvaluationScores): [string, string][] {
  const percent = (share: number | undefined) =>
    share === undefined ? "-" : `${(100 * share).toFixed(2)} %`;
  return [
    ["Top-1 accuracy", percent(top1)],
    ["Top-5 accuracy", percent(top5)],
  ];
}
