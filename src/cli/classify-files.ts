import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import pLimit from "p-limit";
import { lacksHandles } from "../io/file-ops.ts";
import type { Isolation } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import type { Candidate, Classifier } from "../train/index.ts";
import { VisionError } from "../util/errors.ts";

/** What came of one file: its classes, best first, or an error. */
export interface FileResult {
  readonly file: string;
  readonly image?: Image | undefined;
  readonly candidates: readonly Candidate[];
  readonly error?: string | undefined;
}

/** How files are classified. */
export interface ClassifyFilesOptions {
  /** Classes to name of each file. */
  readonly top: number;
  /** Files that go through the model at once. */
  readonly batch: number;
  readonly cwd: string;
  /** Ends after the batch under way. */
  readonly signal: AbortSignal;
  /** Where files are decoded. Default: `thread`. */
  readonly isolation?: Isolation | undefined;
}

interface Read {
  readonly file: string;
  readonly image?: Image;
  readonly error?: string;
}

/**
 * Classifies files batch by batch, in their order; the next batch is decoded while one goes through the model.
 * A file that fails gives a result with its error, and the others go on. Throws EXHAUSTED where the system opens no
 * more files, and WORKER where no process can decode.
 */
export async function* classifyFiles(
  classifier: Classifier,
  files: readonly string[],
  { top, batch, cwd, signal, isolation = "thread" }: ClassifyFilesOptions,
): AsyncGenerator<FileResult, void, undefined> {
  // More than the decoder works on: it goes on while the model computes, when no file can be handed to it.
  const limit = pLimit(4 * availableParallelism());
  const readBatch = (start: number) => {
    const reads = files.slice(start, start + batch).map((file) => {
      const path = resolve(cwd, file);
      return limit(() => read(file, () => classifier.read(path, { isolation })));
    });
    const all = Promise.all(reads);
    all.catch(() => {}); // it is reported when its turn comes
    return all;
  };
  let next = readBatch(0);
  for (let start = 0; start < files.length && !signal.aborted; start += batch) {
    const current = await next;
    next = start + batch < files.length ? readBatch(start + batch) : Promise.resolve([]);
    yield* await nameAll(classifier, current, top);
  }
  await next;
}

async function read(file: string, decode: () => Promise<Image>): Promise<Read> {
  try {
    return { file, image: await decode() };
  } catch (error) {
    if (concernsAll(error)) throw error;
    return { file, error: messageOf(error) };
  }
}

// All files after this one would fail too; memory may be there again for a smaller picture.
function concernsAll(error: unknown): boolean {
  if (!(error instanceof VisionError)) return false;
  return error.code === "WORKER" || lacksHandles(error.cause);
}

// A batch in one run; where that fails, each picture by itself, so that the error finds its row.
async function nameAll(
  classifier: Classifier,
  reads: readonly Read[],
  top: number,
): Promise<FileResult[]> {
  const images = reads.flatMap(({ image }) => (image === undefined ? [] : [image]));
  const together = await classifier.classify(images, { top }).catch(() => undefined);
  let at = 0;
  const results: FileResult[] = [];
  for (const { file, image, error } of reads) {
    if (image === undefined) results.push({ file, candidates: [], error });
    else if (together !== undefined) results.push({ file, image, candidates: together[at++]! });
    else results.push(await nameOne(classifier, file, image, top));
  }
  return results;
}

async function nameOne(
  classifier: Classifier,
  file: string,
  image: Image,
  top: number,
): Promise<FileResult> {
  try {
    const [candidates] = await classifier.classify([image], { top });
    return { file, image, candidates: candidates! };
  } catch (error) {
    return { file, image, candidates: [], error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
