import type { ErrorCode, VisionError } from "../../util/errors.ts";

/** The samples of one batch, and all that they depend on. */
export interface Job {
  readonly seed: number;
  readonly epoch: number;
  /** Numbers of samples in the dataset, or in the stream. */
  readonly indices: Uint32Array;
  /** Of a stream: what it gave, one an index. */
  readonly items?: readonly unknown[];
  /** A byte a sample: how far it is. Other threads may look at it. */
  readonly board: Uint8Array;
}

/** What stands on a job's board. */
export const place = { waiting: 0, begun: 1, done: 2 } as const;

/** Becomes `stopped` when nobody waits for the samples any more. */
export interface Stop {
  stopped: boolean;
}

/** A sample that was left out because it could not be loaded. */
export interface SkippedSample {
  readonly epoch: number;
  readonly index: number;
  readonly error: VisionError;
}

/** The error codes whose samples are left out; `all`, or none. */
export type Skippable = "all" | readonly ErrorCode[];

/** What takes in memory of batches that are over. */
export interface MemoryHome {
  give(memory: readonly ArrayBuffer[]): void;
}

/** A batch, unless nothing was left of it, and what was left out. */
export interface Loaded<B> {
  readonly batch?: B;
  /** Where the batch's memory may go back to; absent for this thread. */
  readonly home?: MemoryHome;
  readonly skipped: readonly SkippedSample[];
}

/** The samples of some jobs that are being loaded, or those that wait where none is. */
export function inHand(jobs: readonly Job[]): number[] {
  const at = (state: number) =>
    jobs.flatMap(({ indices, board }) => Array.from(indices).filter((_, i) => board[i] === state));
  const begun = at(place.begun);
  return begun.length > 0 ? begun : at(place.waiting);
}
