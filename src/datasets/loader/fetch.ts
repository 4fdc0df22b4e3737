import type { LimitFunction } from "p-limit";
import { notOfData, show, VisionError } from "../../util/errors.ts";
import { rngFor } from "../../util/rng.ts";
import type { Dataset } from "../dataset.ts";
import { type Job, place, type Skippable, type SkippedSample, type Stop } from "./job.ts";
import { SampleRng } from "./sample-rng.ts";

/** How samples are fetched. */
export interface Ways {
  readonly limit: LimitFunction;
  readonly stop: Stop;
  readonly skip: Skippable;
  /** The collate copies all that is in memory: nothing of the samples stays in use. Default: false. */
  readonly copies?: boolean;
}

/** Samples in the job's order, without those that were left out. */
export interface Fetched<S> {
  readonly samples: S[];
  readonly skipped: readonly SkippedSample[];
}

/** Samples of a dataset with `getSync`. */
export function fetchSync<S>(
  dataset: Dataset<S>,
  { seed, epoch, indices, board }: Job,
  { skip }: Pick<Ways, "skip">,
): Fetched<S> {
  const rng = new SampleRng();
  const samples = new Array<S>(indices.length);
  const skipped: SkippedSample[] = [];
  let count = 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    board[i] = place.begun;
    try {
      samples[count] = dataset.getSync!(index, rng.aim(seed, epoch, index));
      count++;
    } catch (cause) {
      const error = sampleError(dataset, index, cause);
      if (!mayLeaveOut(error, skip)) throw error;
      skipped.push({ epoch, index, error });
    }
    board[i] = place.done;
  }
  samples.length = count;
  return { samples, skipped };
}

/**
 * Samples of any dataset, as many at once as `limit` lets. After a failure or a stop no further
 * sample is begun, and those under way are waited for: the error is that of the first bad sample in
 * order, whichever failed first in time.
 */
export async function fetchAsync<S>(
  dataset: Dataset<S>,
  { seed, epoch, indices, board }: Job,
  { limit, stop, skip }: Ways,
): Promise<Fetched<S>> {
  let failed = false;
  const one = async (index: number, i: number): Promise<S> => {
    if (failed || stop.stopped) throw notBegun(index);
    board[i] = place.begun;
    try {
      return await dataset.get(index, rngFor(seed, epoch, index));
    } catch (cause) {
      const error = sampleError(dataset, index, cause);
      if (!mayLeaveOut(error, skip)) failed = true;
      throw error;
    } finally {
      board[i] = place.done;
    }
  };
  const all = Array.from(indices, (index, i) => limit(one, index, i));
  const samples: S[] = [];
  const skipped: SkippedSample[] = [];
  for (const [i, result] of (await Promise.allSettled(all)).entries()) {
    if (result.status === "fulfilled") samples.push(result.value);
    else if (mayLeaveOut(result.reason, skip))
      skipped.push({ epoch, index: indices[i]!, error: result.reason });
    else throw result.reason;
  }
  return { samples, skipped };
}

function mayLeaveOut(error: VisionError, skip: Skippable): boolean {
  if (skip === "all") return !notOfData.includes(error.code);
  return error.code !== "ABORTED" && skip.includes(error.code);
}

function notBegun(index: number): VisionError {
  return new VisionError({
    code: "ABORTED",
    who: "DataLoader",
    expected: `sample ${index} to load`,
    got: "a stopped loader",
    hint: "iterate again",
  });
}

function sampleError(dataset: Dataset, index: number, cause: unknown): VisionError {
  const known = cause instanceof VisionError ? cause : undefined;
  const file = known?.file ?? dataset.describe?.(index);
  return new VisionError({
    code: known?.code ?? "INVALID_ARGUMENT",
    who: "DataLoader",
    expected: `sample ${index} to load`,
    got: known === undefined ? cause : reason(known),
    hint: known?.hint ?? "see the error's cause",
    ...(file === undefined ? {} : { file }),
    ...(known?.offset === undefined ? {} : { offset: known.offset }),
    cause,
  });
}

// The cause's message without its file, which the outer message tells already.
function reason({ who, expected, got }: VisionError): Error {
  return new Error(`${who} expecting ${expected} but ${show(got)}`);
}
