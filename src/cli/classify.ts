import type { Command } from "commander";
import { writeFileAtomic } from "../io/index.ts";
import { Progress, type ReportImage, renderReport } from "../train/index.ts";
import { classifyFiles, type FileResult } from "./classify-files.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { listInputs } from "./inputs.ts";
import { addClassifierOptions, type ClassifierFlags, openClassifier } from "./open-classifier.ts";
import { wholeNumber } from "./option-values.ts";
import { addFormatOptions, type Column, outputFormat, type Row, RowWriter } from "./output.ts";
import { freeTarget } from "./target.ts";
import { thumbnail } from "./thumbnail.ts";

/** Pictures that a report page shows; a page of more would be slow to open. */
const reportLimit = 1000;

/** Names what is in image files. */
export const classify: CliCommand = {
  name: "classify",
  summary: "Name what is in image files, folders of them, or what globs match.",
  examples: [
    ["tsvision classify photos/", "the best five classes of every image below photos/"],
    [
      "tsvision classify a.jpg b.png --weights own.safetensors --top 1 --csv > out.csv",
      "a table for a spreadsheet",
    ],
    ["tsvision classify 'in/**/*.jpg' --report page.html", "also a page with the pictures"],
  ],
  configure,
  run: runClassify,
};

function configure(command: Command): void {
  addClassifierOptions(command.argument("<path...>", "image files, folders, globs"))
    .option("--top <n>", "how many classes of each image", wholeNumber(1), 5)
    .option("--batch <n>", "images that go through the model at once", wholeNumber(1), 32);
  addFormatOptions(command)
    .option("--report <page.html>", "write a page with the pictures and what they were named")
    .option("-f, --force", "replace a report page that is there");
}

interface Flags extends ClassifierFlags {
  readonly top: number;
  readonly batch: number;
  readonly report?: string;
  readonly force?: boolean;
}

async function runClassify({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, stderr, cwd, signal } = context;
  const own = flags as unknown as Flags;
  const { top, batch, report, force = false, quiet } = own;
  const format = outputFormat(flags, stdout.isTTY);
  const page = report === undefined ? undefined : await freeTarget(report, cwd, force);
  const { classifier, name } = await openClassifier(own, context);
  const files = await listInputs(args, { cwd });
  const shown = Math.min(top, classifier.classes.length);
  const isJson = format === "json" || format === "jsonl";
  const rows = new RowWriter(stdout, format, isJson ? jsonColumns : flatColumns(shown));
  const progress = new Progress({
    label: "classify",
    total: files.length,
    stream: stderr,
    ...(quiet ? { show: "nothing" as const } : {}),
  });
  const images: ReportImage[] = [];
  let failed = 0;
  const options = { top: shown, batch, cwd, signal };
  try {
    for await (const result of classifyFiles(classifier, files, options)) {
      if (result.error !== undefined) failed++;
      await rows.write(isJson ? jsonRow(result) : flatRow(result));
      if (page !== undefined && images.length < reportLimit) images.push(await pictureOf(result));
      progress.update(rows.count, failed === 0 ? "" : `${failed} failed`);
    }
  } finally {
    progress.finish(); // gives the terminal its cursor back
  }
  await rows.end();
  if (page !== undefined && !signal.aborted) {
    await writeFileAtomic(page, reportPage(name, rows.count, failed, images), {
      overwrite: force,
    });
  }
  return failed > 0 ? 1 : 0;
}

const jsonColumns: readonly Column[] = [
  "file",
  "class",
  "index",
  "probability",
  "top",
  "error",
].map((key) => ({ key }));

const shorten = (value: number) => value.toFixed(4);

// The best class under plain names, the others numbered.
function flatColumns(top: number): Column[] {
  const ranks = Array.from({ length: top }, (_, i) => (i === 0 ? "" : String(i + 1)));
  const classes = ranks.flatMap((rank) => [
    { key: `class${rank}` },
    { key: `index${rank}` },
    { key: `probability${rank}`, show: shorten },
  ]);
  return [{ key: "file" }, ...classes, { key: "error" }];
}

function flatRow({ file, candidates, error }: FileResult): Row {
  const cells = candidates.flatMap(({ label, index, probability }, i) => {
    const rank = i === 0 ? "" : String(i + 1);
    return [
      [`class${rank}`, label],
      [`index${rank}`, index],
      [`probability${rank}`, probability],
    ];
  });
  return { file, ...Object.fromEntries(cells), error };
}

function jsonRow({ file, candidates, error }: FileResult): Row {
  const top = candidates.map(({ label, index, probability }) => ({
    class: label,
    index,
    probability,
  }));
  const [best] = top;
  return { file, ...best, top: error === undefined ? top : undefined, error };
}

async function pictureOf({ file, image, candidates, error }: FileResult): Promise<ReportImage> {
  const [best] = candidates;
  return {
    file,
    png: image === undefined ? new Uint8Array() : await thumbnail(image),
    prediction: best?.label ?? "",
    probability: best?.probability ?? 0,
    error,
  };
}

function reportPage(
  classifier: string,
  count: number,
  failed: number,
  images: readonly ReportImage[],
): string {
  const summary: [string, string | number][] = [
    ["Images", count],
    ["Failed", failed],
    ["Classifier", classifier],
  ];
  if (images.length < count) summary.push(["Shown here", `the first ${images.length}`]);
  return renderReport({ title: "tsvision classify", summary, curves: [], images });
}
