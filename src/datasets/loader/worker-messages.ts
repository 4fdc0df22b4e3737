import type { ProcessLimits } from "../../io/index.ts";
import type { SentError } from "../../util/sent-error.ts";
import type { Skippable, SkippedSample } from "./job.ts";
import type { WorkerModule } from "./worker-module.ts";

/** What a loader's thread starts with. */
export interface WorkerStart {
  /** The thread's number, from 0. */
  readonly worker: number;
  readonly dataset: WorkerModule;
  readonly collate: SentCollate;
  readonly skip: Skippable;
  /** Samples that load at once. */
  readonly concurrency: number;
  /** What processes that decode may take; absent where the thread's own process does. */
  readonly isolation?: Required<ProcessLimits> | undefined;
}

/** Where batches are collated: here as the package does, by a module's function, or by the owner. */
export type SentCollate = "default" | "pad" | "owner" | WorkerModule;

/** A job as it is sent; `id` comes back with the answer. */
export interface SentJob {
  readonly id: number;
  readonly seed: number;
  readonly epoch: number;
  readonly indices: Uint32Array;
  readonly board: Uint8Array;
  /** Packed. */
  readonly items?: unknown;
}

/** Memory of a batch that the thread has made and that is over. */
export interface SentMemory {
  readonly memory: readonly ArrayBuffer[];
}

/** What the owner tells the thread. */
export type ToWorker = SentJob | SentMemory | "stop";

/** A sample that was left out, as it is sent. */
export interface SentSkipped extends Omit<SkippedSample, "error"> {
  readonly error: SentError;
}

/** What the thread tells: it can work, it never can, a job's end, or that nothing is under way. */
export type FromWorker =
  | { readonly kind: "ready"; readonly length: number | undefined }
  | { readonly kind: "useless"; readonly error: SentError }
  | {
      readonly kind: "loaded";
      readonly id: number;
      /** Packed: the batch, or the samples where the owner collates; absent where none is left. */
      readonly batch?: unknown;
      readonly skipped: readonly SentSkipped[];
    }
  | { readonly kind: "failed"; readonly id: number; readonly error: SentError }
  | { readonly kind: "stopped" };
