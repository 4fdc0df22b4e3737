import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import pLimit from "p-limit";
import { DecoderPool } from "../../io/decoder-pool.ts";
import { decodingIn, type Isolated, processLimits } from "../../io/isolation.ts";
import { expected } from "../../util/errors.ts";
import type { Dataset } from "../dataset.ts";
import { BatchMemory, lendBatch } from "./batch-memory.ts";
import { defaultCollate, defaultCollateInto } from "./collate.ts";
import { type IterableDataset, isIterableDataset } from "./iterable-dataset.ts";
import type { Job, Loaded, Skippable, Stop } from "./job.ts";
import { type CollateFunction, collateSamples, loadBatch } from "./load-batch.ts";
import type { Collate, DataLoaderOptions } from "./loader-options.ts";
import { padCollate } from "./pad-collate.ts";
import type { SentCollate } from "./worker-messages.ts";
import { sendableModule, type WorkerModule } from "./worker-module.ts";
import { type WorkerDeath, WorkerPool } from "./worker-pool.ts";

type Given = Pick<
  DataLoaderOptions,
  "concurrency" | "isolation" | "numWorkers" | "prefetch" | "restarts" | "reuseBatches" | "worker"
>;

/** What batches are loaded of, and how. */
export interface BatchLoaderOptions extends Given {
  readonly dataset: Dataset | IterableDataset;
  readonly collate: Collate;
  readonly skip: Skippable;
}

// Threads without work end after these milliseconds; the next epoch starts others.
const idle = 5000;

/** Loads batches in threads where the dataset can be sent there, else in this thread. */
export class BatchLoader {
  readonly #options: BatchLoaderOptions;
  readonly #collate: CollateFunction;
  readonly #inMemory: boolean;
  /** Of batches that are over, where it is used again. */
  readonly #memory: BatchMemory | undefined;
  /** Processes that decode what loads in this thread. */
  readonly #isolated: Isolated | undefined;
  #limit: ReturnType<typeof pLimit>;
  #module: WorkerModule | undefined | "not asked yet" = "not asked yet";
  #pool: WorkerPool | undefined;
  #loops = 0;

  /** Throws where workers are asked for and the dataset cannot be sent to them. */
  constructor(options: BatchLoaderOptions) {
    const { dataset, collate, concurrency = availableParallelism() } = options;
    this.#options = options;
    this.#memory =
      options.reuseBatches && collate === defaultCollate ? new BatchMemory() : undefined;
    this.#collate =
      this.#memory === undefined ? (collate as CollateFunction) : defaultCollateInto(this.#memory);
    this.#limit = pLimit(concurrency);
    const limits = processLimits("DataLoader", options.isolation);
    const processes = Math.min(concurrency, availableParallelism());
    if (limits !== undefined) this.#isolated = { pool: new DecoderPool({ processes }), limits };
    this.#inMemory = isIterableDataset(dataset)
      ? dataset.load === undefined
      : dataset.getSync !== undefined;
    if (options.numWorkers !== undefined) this.#askModule();
  }

  /** Threads that load, at most; 0 where this thread does. */
  get numWorkers(): number {
    const { numWorkers } = this.#options;
    if (numWorkers === 0 || this.#askModule() === undefined) return 0;
    return numWorkers ?? availableParallelism() - 1;
  }

  /** Batches that may be under way beside the one that is waited for. */
  get ahead(): number {
    const { prefetch = 2 } = this.#options;
    if (this.numWorkers > 0) return prefetch * this.numWorkers;
    return this.#inMemory ? 0 : prefetch;
  }

  /** True where nothing can get stuck unnoticed: everything happens between two turns. */
  get immediate(): boolean {
    return this.#inMemory && this.numWorkers === 0;
  }

  /** Workers that died and were replaced since the last loop began. */
  get deaths(): readonly WorkerDeath[] {
    return this.#pool?.deaths ?? [];
  }

  /** A byte for each of a job's samples, where the threads that load it can see them. */
  board(length: number): Uint8Array {
    if (this.numWorkers === 0) return new Uint8Array(length);
    return new Uint8Array(new SharedArrayBuffer(length));
  }

  /** A loop over at most `batches` batches begins. */
  begin(batches: number): void {
    const { numWorkers } = this;
    if (numWorkers === 0) return void this.#loops++;
    if (this.#pool === undefined || this.#pool.closed)
      this.#pool = this.#open(Math.max(1, Math.min(numWorkers, batches)));
    if (this.#loops++ === 0) this.#pool.begin();
  }

  /** Loads the samples of one job. */
  async load(job: Job, stop: Stop): Promise<Loaded<unknown>> {
    const pool = this.#pool;
    if (pool === undefined) return this.#loadHere(job, stop);
    try {
      return this.#collated(job, await pool.run(job));
    } catch (error) {
      // Nobody asked for threads: where none can work, this thread does.
      if (!pool.useless || this.#options.numWorkers !== undefined) throw error;
      this.#module = undefined;
      this.#pool = undefined;
      return this.#loadHere(job, stop);
    }
  }

  /** What takes a batch's memory back once the batch is over, if it is used again. */
  lend({ batch, home }: Loaded<unknown>): (() => void) | undefined {
    const memory = this.#memory;
    if (memory === undefined) return undefined;
    const takeBack = lendBatch(batch);
    return () => {
      if (home === undefined) memory.give(takeBack().map(moved));
      else home.give(takeBack());
      memory.keep(this.ahead + 1);
    };
  }

  /** A loop has ended; threads that nobody waits for any more are stopped unless it was `whole`. */
  end(whole: boolean): void {
    if (--this.#loops > 0 || whole) return;
    void this.close();
    // Samples that never answered keep their places for ever.
    this.#limit = pLimit(this.#limit.concurrency);
  }

  /** Waits for the end of threads and processes that were stopped. */
  async ended(): Promise<void> {
    if (this.#pool?.closed) await this.#pool.close();
    if (this.#loops === 0) await this.#isolated?.pool.close();
  }

  /** Stops all threads and processes, and waits for their end. */
  async close(): Promise<void> {
    await Promise.all([this.#pool?.close(), this.#isolated?.pool.close()]);
  }

  async #loadHere(job: Job, stop: Stop): Promise<Loaded<unknown>> {
    const { dataset, skip, collate } = this.#options;
    // One turn of the event loop a batch, so that timers and signals get their time.
    if (this.#inMemory) await setImmediate();
    const ways = { limit: this.#limit, stop, skip, copies: collate === defaultCollate };
    return decodingIn(this.#isolated, () => loadBatch(dataset, job, ways, this.#collate));
  }

  #collated(job: Job, loaded: Loaded<unknown>): Loaded<unknown> {
    if (loaded.batch === undefined || this.#sentCollate() !== "owner") return loaded;
    const samples = loaded.batch as readonly unknown[];
    return { ...loaded, batch: collateSamples(samples, this.#collate, job.indices) };
  }

  #open(count: number): WorkerPool {
    const { dataset, skip, concurrency = 2, restarts = 3, worker } = this.#options;
    const module = this.#askModule()!;
    return new WorkerPool({
      count,
      start: {
        ...{ dataset: module, collate: this.#sentCollate(), skip, concurrency },
        isolation: this.#isolated?.limits,
      },
      resourceLimits: worker?.resourceLimits,
      restarts,
      length: dataset.length,
      idle,
    });
  }

  #sentCollate(): SentCollate {
    const { collate } = this.#options;
    if (collate === defaultCollate) return "default";
    if (collate === padCollate) return "pad";
    return collate.worker === undefined ? "owner" : sendableModule("collate", collate.worker);
  }

  #askModule(): WorkerModule | undefined {
    if (this.#module === "not asked yet") this.#module = this.#findModule();
    return this.#module;
  }

  #findModule(): WorkerModule | undefined {
    const { dataset, worker, numWorkers } = this.#options;
    if (numWorkers === 0) return undefined;
    if (worker !== undefined) {
      const { resourceLimits: _, ...module } = worker;
      return sendableModule("DataLoader", module);
    }
    if (numWorkers === undefined && (this.#inMemory || availableParallelism() === 1))
      return undefined;
    try {
      const module = dataset.toWorker?.();
      if (module !== undefined) return sendableModule("toWorker", module);
    } catch (error) {
      if (numWorkers !== undefined) throw error;
    }
    if (numWorkers === undefined) return undefined;
    const need = "a dataset that can be sent to worker threads";
    const hint =
      "name a module that makes it, worker: { module, export }, or leave numWorkers out to load here";
    throw expected("DataLoader", need, dataset, hint);
  }
}

// The same memory in a new buffer; the old one has length 0 then.
function moved(buffer: ArrayBuffer): ArrayBuffer {
  return structuredClone(buffer, { transfer: [buffer] });
}
