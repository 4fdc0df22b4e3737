import { Progress, type ProgressStream } from "../train/index.ts";
import type { FileResult } from "./classify-files.ts";

/** What is counted, and where it is shown. */
export interface CountOptions {
  readonly label: string;
  /** Files in all. */
  readonly total: number;
  /** Files that were answered before this run, and how many of these failed. Default 0. */
  readonly before?: { readonly count: number; readonly failed: number };
  readonly stream: ProgressStream;
  readonly quiet?: boolean | undefined;
}

/** Passes results on and shows how far they are: files a second, time left, how many failed. */
export async function* countResults(
  results: AsyncIterable<FileResult>,
  { label, total, before = { count: 0, failed: 0 }, stream, quiet = false }: CountOptions,
): AsyncGenerator<FileResult, void, undefined> {
  const show = quiet ? { show: "nothing" as const } : {};
  const progress = new Progress({ label, total, start: before.count, stream, ...show });
  let { count, failed } = before;
  try {
    for await (const result of results) {
      if (result.error !== undefined) failed++;
      yield result;
      progress.update(++count, failed === 0 ? "" : `${failed} failed`);
    }
  } finally {
    progress.finish(); // gives the terminal its cursor back
  }
}
