import type { ResourceLimits } from "node:worker_threads";
import type { Isolation } from "../../io/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { type ErrorCode, expected } from "../../util/errors.ts";
import type { Skippable } from "./job.ts";
import type { BatchedSampler, Sampler } from "./sampler.ts";
import type { WorkerModule } from "./worker-module.ts";

/** A function in a module that makes a loader's dataset again in each worker. */
export interface WorkerOptions extends WorkerModule {
  /** The most memory of a worker: see Node's `resourceLimits`. Default: Node's. */
  readonly resourceLimits?: ResourceLimits;
}

/** Which bad samples are left out, and how many at most. */
export interface SkipOptions {
  /** Error codes whose samples are left out. Default: all of a sample's errors. */
  readonly skip?: readonly ErrorCode[];
  /** Samples that an epoch may lose; below 1 a share of them. Default: 0.1 %, but at least 16. */
  readonly max?: number;
}

/** A function that makes a batch of samples; workers run it where it names a module of its own. */
export interface Collate<S = unknown, B = unknown> {
  (samples: readonly S[]): B;
  /** A function that gives this collate, so that workers collate too. */
  readonly worker?: WorkerModule;
}

/** Options of `DataLoader`. */
export interface DataLoaderOptions<S = unknown, B = [Tensor, Tensor]> {
  /** Samples in a batch. Default: 1. */
  readonly batchSize?: number;
  /** Another order in every epoch. Default: false, the dataset's order. */
  readonly shuffle?: boolean;
  /** Which samples an epoch has, in place of `shuffle`. */
  readonly sampler?: Sampler;
  /** Which samples each batch has, in place of `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  readonly batchSampler?: BatchedSampler;
  /** What the order and the samples' own randomness derive from. Default: 0. */
  readonly seed?: number;
  /** Leaves out a last batch that is not full. Default: false. */
  readonly dropLast?: boolean;
  /** Makes a batch of samples. Default: `defaultCollate`. */
  readonly collate?: Collate<S, B>;
  /**
   * Samples that load at once, in each worker. Default: the number of processors; in workers 2, since
   * one thread transforms one sample while another is decoded.
   */
  readonly concurrency?: number;
  /**
   * Batches that load while the consumer works, for each worker; data in memory is not loaded ahead
   * without workers. Default: 2.
   */
  readonly prefetch?: number;
  /**
   * Worker threads that decode, transform and collate. Default: the number of processors - 1 where the
   * dataset reads files and can be sent to a thread (datasets of the package with its transforms, and
   * those with `worker`), else 0: everything in this thread.
   */
  readonly numWorkers?: number;
  /** How workers make a dataset that cannot be sent: a function in a module, called in each. */
  readonly worker?: WorkerOptions;
  /**
   * Milliseconds without any sample begun or ended after which loading ends with TIMEOUT and the
   * names of the samples in hand; 0 waits for ever. Default: 120,000.
   */
  readonly timeout?: number;
  /**
   * `process` decodes the images of all samples in processes of their own, for files of strangers:
   * what crashes, hangs or bloats a decoder is an error of its sample (CRASHED, TIMEOUT, TOO_LARGE).
   * The batches are the same. Default: `thread`.
   */
  readonly isolation?: Isolation;
  /** Bad samples end the loop with an error, or are left out and counted. Default: `raise`. */
  readonly onError?: "raise" | "skip" | SkipOptions;
  /** Workers that may die and be replaced in an epoch; their samples load again. Default: 3. */
  readonly restarts?: number;
  /**
   * The next batches are written into the memory of those that are over: about half as much processor
   * time for photos. A batch is over when the next one is asked for; tensors of it throw from then on,
   * also in computations that were not run yet, and views of their numbers have length 0. What
   * `defaultCollate` stacks is used again, where it has 64 KiB or more. Default: false, batches stay.
   */
  readonly reuseBatches?: boolean;
  /** For streams: this process among `worldSize`. Default: 0. */
  readonly rank?: number;
  /** For streams: processes that share the data. Default: 1. */
  readonly worldSize?: number;
}

/** Refuses numbers that the options cannot be, and options that exclude each other. */
export function checkOptions(options: DataLoaderOptions<never, unknown>): void {
  const who = "DataLoader";
  const lows = { batchSize: 1, concurrency: 1, prefetch: 0, numWorkers: 0, timeout: 0 };
  for (const [name, low] of Object.entries({ ...lows, restarts: 0, rank: 0, worldSize: 1 })) {
    const value = options[name as keyof typeof lows];
    if (value !== undefined) checkInteger(who, name, value, { low });
  }
  if (options.seed !== undefined)
    checkInteger(who, "seed", options.seed, { low: Number.MIN_SAFE_INTEGER });
  const excluded = options.batchSampler
    ? (["batchSize", "shuffle", "sampler", "dropLast"] as const)
    : options.sampler
      ? (["shuffle"] as const)
      : [];
  const odd = excluded.find((name) => options[name] !== undefined && options[name] !== false);
  if (odd === undefined) return;
  const chosen = options.batchSampler ? "batchSampler" : "sampler";
  throw expected(who, `no ${odd} beside ${chosen}`, options[odd], `leave ${odd} out`);
}

/** Refuses options that mean nothing for a stream, which has an order of its own. */
export function checkStreamOptions(options: DataLoaderOptions<never, unknown>): void {
  const excluded = ["shuffle", "sampler", "batchSampler"] as const;
  const odd = excluded.find((name) => options[name] !== undefined && options[name] !== false);
  if (odd === undefined) return;
  const hint = "let the stream shuffle itself";
  throw expected("DataLoader", `no ${odd} for a stream`, options[odd], hint);
}

/** Which errors are left out, and how many of `length` samples an epoch may lose. */
export function skipPolicy(
  onError: DataLoaderOptions["onError"] = "raise",
  length: number | undefined,
): { readonly skip: Skippable; readonly max: number } {
  if (onError === "raise") return { skip: [], max: 0 };
  const options = onError === "skip" ? {} : onError;
  const who = "DataLoader";
  if (options === null || typeof options !== "object")
    throw expected(who, 'onError to be "raise", "skip" or { skip, max }', onError, "pass one");
  const max = checkNumber(who, "onError.max", options.max ?? 0.001, { low: 0 });
  const most = max < 1 ? Math.ceil(max * (length ?? 0)) : max;
  return {
    skip: options.skip ?? "all",
    max: options.max === undefined ? Math.max(16, most) : most,
  };
}
