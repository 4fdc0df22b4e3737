import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Dataset } from "../dataset.ts";
import { BatchLoader } from "./batch-loader.ts";
import { defaultCollate } from "./collate.ts";
import { type BatchPlan, batchesOf, countBatches } from "./epoch-batches.ts";
import { type IterableDataset, isIterableDataset } from "./iterable-dataset.ts";
import type { Loaded, SkippedSample } from "./job.ts";
import {
  type Collate,
  checkOptions,
  checkStreamOptions,
  type DataLoaderOptions,
  skipPolicy,
} from "./loader-options.ts";
import { LostSamples } from "./lost-samples.ts";
import { runEpoch } from "./run-epoch.ts";
import { batchCount } from "./sampler.ts";
import { checkState, type LoaderIdentity, type LoaderState } from "./state.ts";
import type { WorkerDeath } from "./worker-pool.ts";

interface Position {
  readonly epoch: number;
  readonly batch: number;
}

/**
 * Batches of a dataset, epoch after epoch: torch's DataLoader. Each `for await` is one epoch; the
 * next one begins a new epoch with its own order and randomness, both functions of (seed, epoch)
 * and, for a sample, its index: the batches are the same for any number of workers. B is what a
 * batch is: `[images, labels]` unless told otherwise. A stream (`IterableDataset`) gives its own
 * order.
 *
 * `stateDict()` says how many batches the consumer has received; a loader that was given it by
 * `loadStateDict()` gives the rest of that epoch at its first `for await` (nothing, if the epoch's
 * last batch had been received), then whole epochs.
 *
 * A sample that fails ends the loop with an error that names its index and file (`cause` has the
 * original), or with `onError` is left out; the batches before it come first. Leaving the loop early
 * stops the workers; after a whole epoch they wait a few seconds for the next. `close()` stops them
 * at once; they keep no process alive.
 * @example
 * const squares = { length: 10, get: async (i: number) => [`${i}`, i * i] };
 * const loader = new DataLoader<unknown, [string[], Tensor]>(squares, { batchSize: 4, shuffle: true });
 * for await (const [names, values] of loader) console.log(names, values.hostData());
 */
export class DataLoader<S = unknown, B = [Tensor, Tensor]> implements AsyncIterable<B> {
  readonly dataset: Dataset<S> | IterableDataset<S>;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly dropLast: boolean;
  readonly #options: Pick<
    DataLoaderOptions,
    "batchSampler" | "rank" | "sampler" | "timeout" | "worldSize"
  >;
  readonly #plan: BatchPlan | undefined;
  readonly #loader: BatchLoader;
  readonly #lost: LostSamples;
  // What the consumer has received, where the next iteration begins, and the one under way.
  #position: Position = { epoch: 0, batch: 0 };
  #next: Position = { epoch: 0, batch: 0 };
  #current: symbol | undefined;

  constructor(dataset: Dataset<S> | IterableDataset<S>, options: DataLoaderOptions<S, B> = {}) {
    checkOptions(options);
    const { batchSize = 1, shuffle = false, seed = 0, dropLast = false } = options;
    const { sampler, batchSampler } = options;
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.seed = seed;
    this.dropLast = dropLast;
    this.#options = options;
    if (isIterableDataset(dataset)) checkStreamOptions(options);
    else {
      const { length } = dataset;
      checkInteger("DataLoader", "dataset.length", length, { high: 2 ** 32 - 1 });
      this.#plan = { length, batchSize, shuffle, seed, dropLast, sampler, batchSampler };
    }
    const { skip, max } = skipPolicy(options.onError, sampler?.length ?? dataset.length);
    this.#lost = new LostSamples(max);
    const collate = (options.collate ?? defaultCollate) as Collate;
    this.#loader = new BatchLoader({ ...options, dataset, collate, skip });
  }

  /** The number of batches in an epoch; throws for a stream that does not know its length. */
  get length(): number {
    const count = this.#count();
    if (count !== undefined) return count;
    const hint = "give the dataset a length, or count while reading";
    throw expected("DataLoader.length", "a stream of known length", this.dataset, hint);
  }

  /** Worker threads; 0 where batches load in this thread. */
  get numWorkers(): number {
    return this.#loader.numWorkers;
  }

  /** The epoch under way, or the next one where the last has ended. */
  get epoch(): number {
    return this.#position.epoch;
  }

  /** Samples of the last epoch that was begun which were left out, in the order of the batches. */
  get skipped(): readonly SkippedSample[] {
    return this.#lost.samples;
  }

  /** Workers that died in the last epoch that was begun, and were replaced. */
  get deaths(): readonly WorkerDeath[] {
    return this.#loader.deaths;
  }

  /**
   * Makes the next iteration epoch `epoch`, from its start; where `loadStateDict` was just given a
   * position in this very epoch, from there.
   */
  setEpoch(epoch: number): void {
    checkInteger("DataLoader.setEpoch", "epoch", epoch);
    if (this.#next.epoch !== epoch) this.#next = { epoch, batch: 0 };
    if (this.#current === undefined) this.#position = this.#next;
  }

  /** The samples of a batch, both numbers counted from 0, by their indices in the dataset. */
  indices(epoch: number, batch: number): Uint32Array {
    checkInteger("DataLoader.indices", "epoch", epoch);
    checkInteger("DataLoader.indices", "batch", batch, { high: (this.#count() ?? Infinity) - 1 });
    if (this.#plan !== undefined) return batchesOf(this.#plan, epoch)(batch);
    return Uint32Array.from({ length: this.batchSize }, (_, i) => batch * this.batchSize + i);
  }

  /** The position, as JSON of less than a kilobyte: batches that were received, not loaded ahead. */
  stateDict(): LoaderState {
    const skipped = this.#position.batch > 0 ? this.#lost.count : 0;
    const lost = skipped > 0 ? { skipped } : {};
    return { version: 1, ...this.#position, ...this.#identity(), ...lost };
  }

  /** Continues where `state` was taken; refuses the state of other data or options. */
  loadStateDict(state: LoaderState): void {
    checkState(state, this.#identity(), this.#count() ?? Number.MAX_SAFE_INTEGER);
    this.#current = undefined;
    this.#next = { epoch: state.epoch, batch: state.batch };
    this.#position = this.#next;
    this.#lost.restore(state);
  }

  /** Stops the workers; a loop under way ends with ABORTED. The loader can be used again. */
  async close(): Promise<void> {
    await this.#loader.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<B, void, undefined> {
    const { epoch, batch } = this.#next;
    const current = Symbol(`epoch ${epoch}`);
    this.#current = current;
    this.#position = this.#next;
    this.#next = { epoch: epoch + 1, batch: 0 };
    this.#lost.begin(batch);
    try {
      let received = batch;
      for await (const loaded of this.#run(epoch, batch)) {
        received++;
        if (this.#current === current) this.#position = { epoch, batch: received };
        this.#lost.note(loaded);
        if (loaded.batch === undefined) continue;
        const takeBack = this.#loader.lend(loaded);
        yield loaded.batch as B;
        takeBack?.();
      }
      this.#lost.end();
      if (this.#current === current) this.#position = this.#next;
    } finally {
      if (this.#current === current) this.#current = undefined;
    }
  }

  #run(epoch: number, from: number): AsyncGenerator<Loaded<unknown>, void, undefined> {
    const { dataset, seed, batchSize, dropLast } = this;
    const { rank = 0, worldSize = 1, timeout = 120_000 } = this.#options;
    const stream = { seed, batchSize, dropLast, rank, worldSize };
    const parts = { dataset, plan: this.#plan, stream, loader: this.#loader, timeout };
    return runEpoch(parts, { epoch, from, count: this.#count() });
  }

  #count(): number | undefined {
    if (this.#plan !== undefined) return countBatches(this.#plan);
    const { length } = this.dataset;
    return length === undefined ? undefined : batchCount(length, this.batchSize, this.dropLast);
  }

  #identity(): LoaderIdentity {
    const { batchSize, shuffle, seed, dropLast, dataset } = this;
    const { sampler, batchSampler, worldSize = 1 } = this.#options;
    const drawn = (sampler ?? batchSampler)?.fingerprint();
    return {
      length: dataset.length ?? 0,
      batchSize,
      shuffle,
      seed,
      dropLast,
      dataset: dataset.fingerprint?.() ?? null,
      ...(drawn === undefined ? {} : { sampler: drawn }),
      ...(worldSize === 1 ? {} : { worldSize }),
    };
  }
}
