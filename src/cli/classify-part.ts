import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeFileAtomic } from "../io/index.ts";
import { removeStale } from "../io/temporary-path.ts";
import type { Classifier } from "../train/index.ts";
import { VisionError } from "../util/errors.ts";
import { digestClassifier } from "./classifier-digests.ts";
import type { FileResult } from "./classify-files.ts";
import type { RowShape } from "./classify-rows.ts";
import { inputsOfPart, type PartChoice, pathOfPart } from "./part-choice.ts";
import { hashInputs, jobDifferences, type PartJob, partBytes, readFooter } from "./part-file.ts";
import { jsonLine } from "./row-formats.ts";

/** A part of a job: which, of what, and where it goes. */
export interface PartTask {
  readonly choice: PartChoice;
  readonly classifier: Classifier;
  /** The inputs of the whole job. */
  readonly files: readonly string[];
  readonly top: number;
  /** The path that all parts' names derive from. */
  readonly out: string;
  readonly cwd: string;
  readonly force: boolean;
  readonly signal: AbortSignal;
}

/** How a part came out. */
export interface PartResult {
  /** Its path, as `out` was given. */
  readonly file: string;
  readonly rows: number;
  readonly failed: number;
  /** True where an earlier run had written it. */
  readonly wasThere: boolean;
}

/**
 * Writes one part, whole or not at all; one that is there and of the same job is left as it is.
 * `classifyPart` gives the results of its files. Throws MISMATCH where a part of another job is in the
 * way, ABORTED where the work was stopped.
 */
export async function writePart(
  task: PartTask,
  { columns, rowOf }: RowShape,
  classifyPart: (files: readonly string[]) => AsyncIterable<FileResult>,
): Promise<PartResult> {
  const { choice, classifier, files, top, out, cwd, force, signal } = task;
  const file = pathOfPart(out, choice);
  const path = resolve(cwd, file);
  await checkFolder(path);
  const digests = await digestClassifier(classifier);
  const inputs = { inputs: files.length, inputsSha256: hashInputs(files) };
  const job = { top, ...inputs, ...digests };
  const found = force ? undefined : await finishedPart(path, job);
  if (found !== undefined) return { file, ...found, wasThere: true };
  const own = inputsOfPart(files, choice);
  let [rows, failed] = [0, 0];
  async function* lines() {
    for await (const result of classifyPart(own)) {
      const isFailed = result.error !== undefined;
      rows++;
      if (isFailed) failed++;
      yield { line: jsonLine(columns, rowOf(result)), isFailed };
    }
    if (rows < own.length || signal.aborted) throw stopped(file);
  }
  await removeStale(dirname(path)); // what was killed may have left much
  await writeFileAtomic(path, partBytes(lines(), choice, job), { overwrite: force });
  return { file, rows, failed, wasThere: false };
}

async function finishedPart(
  path: string,
  job: PartJob,
): Promise<{ rows: number; failed: number } | undefined> {
  if (!(await isThere(path))) return undefined;
  const footer = await readFooter(path);
  const differences = jobDifferences(footer, job);
  if (differences.length === 0) return { rows: footer.rows, failed: footer.failed };
  throw new VisionError({
    code: "MISMATCH",
    who: "tsvision",
    file: path,
    expected: "a part of this job",
    got: `a part of another one: ${differences.join(", ")} differ`,
    hint: "choose another --out, or pass --force to write the part again",
  });
}

// Before any work is done, as nothing could be written in the end.
async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return;
  throw new VisionError({
    code: "NOT_FOUND",
    who: "tsvision",
    expected: "a folder to write into",
    got: folder,
    hint: "make the folder first",
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function stopped(file: string): VisionError {
  return new VisionError({
    code: "ABORTED",
    who: "tsvision",
    expected: `${file} to be finished`,
    got: "a stop",
    hint: "run the same command again",
  });
}
