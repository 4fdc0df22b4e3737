import { type Command, Option } from "commander";
import { writeFileAtomic } from "../io/index.ts";
import { expected } from "../util/errors.ts";
import { classifyFiles } from "./classify-files.ts";
import { type PartTask, writePart } from "./classify-part.ts";
import { ClassifyReport } from "./classify-report.ts";
import { rowShape } from "./classify-rows.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import type { CliContext } from "./context.ts";
import { countResults } from "./count-results.ts";
import { listInputs } from "./inputs.ts";
import { addClassifierOptions, type ClassifierFlags, openClassifier } from "./open-classifier.ts";
import { openRows, rowsFormat } from "./open-rows.ts";
import { wholeNumber } from "./option-values.ts";
import { addFormatOptions, type OutputFormat } from "./output.ts";
import { choosePart } from "./part-choice.ts";
import { freeTarget } from "./target.ts";

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
    ["tsvision classify photos/ -o all.jsonl --resume", "goes on after Ctrl-C or a crash"],
    [
      "tsvision classify photos/ -o all.jsonl --shard auto",
      "this machine's part of a job; `tsvision merge` puts the parts together",
    ],
  ],
  configure,
  run: runClassify,
};

function configure(command: Command): void {
  addClassifierOptions(command.argument("<path...>", "image files, folders, globs"))
    .option("--top <n>", "how many classes of each image", wholeNumber(1), 5)
    .option("--batch <n>", "images that go through the model at once", wholeNumber(1), 32)
    .option("-o, --out <file>", "write the rows into a file, as .csv or JSON lines")
    .option("--resume", "go on with the file of --out where an earlier run ended")
    .option(
      "--shard <part>",
      "do one part of the inputs: 3/16, or auto on Kubernetes, AWS Batch and Slurm",
    )
    .addOption(
      new Option("--isolation <where>", "process: decode images of strangers in processes apart")
        .choices(["thread", "process"])
        .default("thread"),
    );
  addFormatOptions(command)
    .option("--report <page.html>", "write a page with the pictures and what they were named")
    .option("-f, --force", "replace a file of results or a report that is there");
}

interface Flags extends ClassifierFlags {
  readonly top: number;
  readonly batch: number;
  readonly out?: string;
  readonly resume?: boolean;
  readonly shard?: string;
  readonly isolation: "process" | "thread";
  readonly report?: string;
  readonly force?: boolean;
}

interface Job {
  readonly flags: Flags;
  readonly format: OutputFormat;
  readonly files: readonly string[];
  readonly opened: Awaited<ReturnType<typeof openClassifier>>;
  readonly top: number;
  readonly context: CliContext;
}

async function runClassify({ args, flags, context }: CommandCall): Promise<ExitCode> {
  const own = flags as unknown as Flags;
  const { out, resume = false, report, shard, force = false } = own;
  const { cwd, env } = context;
  if (out === undefined && (resume || shard !== undefined))
    throw expected("tsvision", "--out beside --resume and --shard", "none", "pass --out <file>");
  if (shard !== undefined && (resume || report !== undefined))
    throw expected("tsvision", "--shard alone", "--resume or --report", "leave the other out");
  const format = rowsFormat(flags, own, context.stdout.isTTY);
  if (out !== undefined && shard === undefined) await freeTarget(out, cwd, force || resume);
  const choice = shard === undefined ? undefined : choosePart(shard, env);
  const page = report === undefined ? undefined : await freeTarget(report, cwd, force);
  const opened = await openClassifier(own, context);
  const files = await listInputs(args, { cwd });
  const top = Math.min(own.top, opened.classifier.classes.length);
  const job: Job = { flags: own, format, files, opened, top, context };
  if (choice !== undefined) return runPart(job, choice);
  return runAll(job, page);
}

async function runAll(job: Job, page: string | undefined): Promise<ExitCode> {
  const { flags, format, files, opened, top, context } = job;
  const { columns, rowOf } = rowShape(format, top);
  const { rows, before, close } = await openRows({
    ...flags,
    format,
    columns,
    classes: opened.classifier.classes,
    top,
    files,
    context,
  });
  const report = new ClassifyReport();
  let { failed } = before;
  try {
    for await (const result of resultsOf(job, before.left, before)) {
      if (result.error !== undefined) failed++;
      await rows.write(rowOf(result));
      if (page !== undefined) await report.add(result);
    }
    await rows.end();
  } finally {
    close();
  }
  if (page !== undefined && !context.signal.aborted)
    await writeFileAtomic(page, report.render(opened.name), { overwrite: flags.force ?? false });
  return failed > 0 ? 1 : 0;
}

async function runPart(job: Job, choice: PartTask["choice"]): Promise<ExitCode> {
  const { flags, files, opened, top, context } = job;
  const { out = "", force = false, quiet = false } = flags;
  const { classifier } = opened;
  const task = { choice, classifier, files, top, out, force, ...context };
  const { file, rows, failed, wasThere } = await writePart(task, rowShape("jsonl", top), (own) =>
    resultsOf({ ...job, files: own }, own),
  );
  const counts = `${rows} rows, ${failed} failed`;
  if (!quiet)
    context.stderr.write(`${file}: ${wasThere ? "is there already" : "written"}, ${counts}\n`);
  return failed > 0 ? 1 : 0;
}

function resultsOf(
  { flags, files, opened, top, context }: Job,
  left: readonly string[],
  before?: { readonly count: number; readonly failed: number },
) {
  const { cwd, signal, stderr: stream } = context;
  const { batch, quiet, isolation } = flags;
  const how = { top, batch, cwd, signal, isolation };
  const results = classifyFiles(opened.classifier, left, how);
  const total = files.length;
  return countResults(results, {
    label: "classify",
    total,
    stream,
    quiet,
    ...(before && { before }),
  });
}
