import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import pLimit, { type LimitFunction } from "p-limit";
import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected, VisionError } from "../../util/errors.ts";
import type { Dataset } from "../dataset.ts";
import { defaultCollate } from "./collate.ts";
import { fetchAsync, fetchSync, type Stop } from "./fetch.ts";
import { inOrder } from "./in-order.ts";
import { batchCount, sequentialOrder, shuffledOrder } from "./sampler.ts";
import { checkState, type LoaderIdentity, type LoaderState } from "./state.ts";

/** Options of `DataLoader`. */
export interface DataLoaderOptions<S = unknown, B = [Tensor, Tensor]> {
  /** Samples in a batch. Default: 1. */
  readonly batchSize?: number;
  /** Another order in every epoch. Default: false, the dataset's order. */
  readonly shuffle?: boolean;
  /** What the order and the samples' own randomness derive from. Default: 0. */
  readonly seed?: number;
  /** Leaves out a last batch that is not full. Default: false. */
  readonly dropLast?: boolean;
  /** Makes a batch of samples. Default: `defaultCollate`. */
  readonly collate?: (samples: readonly S[]) => B;
  /** Samples that load at once. Default: the number of processors. */
  readonly concurrency?: number;
  /** Batches that load while the consumer works; data in memory is not loaded ahead. Default: 2. */
  readonly prefetch?: number;
  /** Worker threads. Only 0 works so far. Default: 0. */
  readonly numWorkers?: number;
}

interface Position {
  readonly epoch: number;
  readonly batch: number;
}

/**
 * Batches of a dataset, epoch after epoch: torch's DataLoader. Each `for await` is one epoch; the
 * next one begins a new epoch with its own order and randomness, both functions of (seed, epoch)
 * and, for a sample, its index. B is what a batch is: `[images, labels]` unless told otherwise.
 *
 * `stateDict()` says how many batches the consumer has received; a loader that was given it by
 * `loadStateDict()` gives the rest of that epoch at its first `for await` (nothing, if the epoch's
 * last batch had been received), then whole epochs.
 *
 * A sample that fails ends the loop with an error that names its index and file (`cause` has the
 * original); the batches before it come first. Leaving the loop waits for what is under way.
 * @example
 * const squares = { length: 10, get: async (i: number) => [`${i}`, i * i] };
 * const loader = new DataLoader<unknown, [string[], Tensor]>(squares, { batchSize: 4, shuffle: true });
 * for await (const [names, values] of loader) console.log(names, values.hostData());
 */
export class DataLoader<S = unknown, B = [Tensor, Tensor]> implements AsyncIterable<B> {
  readonly dataset: Dataset<S>;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly dropLast: boolean;
  readonly #collate: (samples: readonly unknown[]) => B;
  readonly #limit: LimitFunction;
  readonly #prefetch: number;
  // What the consumer has received, where the next iteration begins, and the one under way.
  #position: Position = { epoch: 0, batch: 0 };
  #next: Position = { epoch: 0, batch: 0 };
  #current: symbol | undefined;

  constructor(
    dataset: Dataset<S>,
    {
      batchSize = 1,
      shuffle = false,
      seed = 0,
      dropLast = false,
      collate = defaultCollate as (samples: readonly S[]) => B,
      concurrency = availableParallelism(),
      prefetch = 2,
      numWorkers = 0,
    }: DataLoaderOptions<S, B> = {},
  ) {
    const who = "DataLoader";
    checkInteger(who, "dataset.length", dataset.length, { high: 2 ** 32 - 1 });
    if (checkInteger(who, "numWorkers", numWorkers) > 0) {
      const need = "numWorkers 0: samples load in this thread, several at once";
      throw expected(who, need, numWorkers, "leave numWorkers out and set concurrency");
    }
    this.dataset = dataset;
    this.batchSize = checkInteger(who, "batchSize", batchSize, { low: 1 });
    this.shuffle = shuffle;
    this.seed = checkInteger(who, "seed", seed, { low: Number.MIN_SAFE_INTEGER });
    this.dropLast = dropLast;
    this.#collate = collate as (samples: readonly unknown[]) => B;
    this.#limit = pLimit(checkInteger(who, "concurrency", concurrency, { low: 1 }));
    this.#prefetch = checkInteger(who, "prefetch", prefetch);
  }

  /** The number of batches in an epoch. */
  get length(): number {
    return batchCount(this.dataset.length, this.batchSize, this.dropLast);
  }

  /** The epoch under way, or the next one where the last has ended. */
  get epoch(): number {
    return this.#position.epoch;
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
    checkInteger("DataLoader.indices", "batch", batch, { high: this.length - 1 });
    return this.#order(epoch).slice(batch * this.batchSize, (batch + 1) * this.batchSize);
  }

  /** The position, as JSON of less than a kilobyte: batches that were received, not loaded ahead. */
  stateDict(): LoaderState {
    return { version: 1, ...this.#position, ...this.#identity() };
  }

  /** Continues where `state` was taken; refuses the state of other data or options. */
  loadStateDict(state: LoaderState): void {
    checkState(state, this.#identity(), this.length);
    this.#current = undefined;
    this.#next = { epoch: state.epoch, batch: state.batch };
    this.#position = this.#next;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<B, void, undefined> {
    const { epoch, batch } = this.#next;
    const current = Symbol(`epoch ${epoch}`);
    this.#current = current;
    this.#position = this.#next;
    this.#next = { epoch: epoch + 1, batch: 0 };
    try {
      let received = batch;
      for await (const loaded of this.#batches(epoch, batch)) {
        received++;
        if (this.#current === current) this.#position = { epoch, batch: received };
        yield loaded;
      }
      if (this.#current === current) this.#position = this.#next;
    } finally {
      if (this.#current === current) this.#current = undefined;
    }
  }

  #batches(epoch: number, from: number): AsyncGenerator<B, void, undefined> {
    const { dataset, seed, batchSize } = this;
    const order = this.#order(epoch);
    const sync = dataset.getSync !== undefined;
    const load = async (k: number, stop: Stop): Promise<B> => {
      const indices = order.subarray(k * batchSize, (k + 1) * batchSize);
      const draws = { seed, epoch };
      // One turn of the event loop a batch, so that timers and signals get their time.
      if (sync) await setImmediate();
      const samples = sync
        ? fetchSync(dataset, indices, draws)
        : await fetchAsync(dataset, indices, draws, { limit: this.#limit, stop });
      return this.#collated(samples, indices);
    };
    return inOrder({ from, to: this.length, ahead: sync ? 0 : this.#prefetch }, load);
  }

  #order(epoch: number): Uint32Array {
    const { length } = this.dataset;
    return this.shuffle ? shuffledOrder(length, this.seed, epoch) : sequentialOrder(length);
  }

  #collated(samples: readonly S[], indices: Uint32Array): B {
    try {
      return this.#collate(samples);
    } catch (cause) {
      const known = cause instanceof VisionError ? cause : undefined;
      throw new VisionError({
        code: known?.code ?? "INVALID_ARGUMENT",
        who: "DataLoader",
        expected: `samples [${indices.subarray(0, 8).join(", ")}${indices.length > 8 ? ", ..." : ""}] to collate`,
        got: cause,
        hint: known?.hint ?? "see the error's cause",
        cause,
      });
    }
  }

  #identity(): LoaderIdentity {
    const { batchSize, shuffle, seed, dropLast, dataset } = this;
    const fingerprint = dataset.fingerprint?.() ?? null;
    return { length: dataset.length, batchSize, shuffle, seed, dropLast, dataset: fingerprint };
  }
}
