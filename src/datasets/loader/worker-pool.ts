import type { ResourceLimits } from "node:worker_threads";
import { codecFor } from "../../io/codec.ts";
import { VisionError } from "../../util/errors.ts";
import { receiveError } from "../../util/sent-error.ts";
import { inHand, type Job, type Loaded } from "./job.ts";
import { unpack } from "./pack.ts";
import type { FromWorker, WorkerStart } from "./worker-messages.ts";
import { type Answer, type ThreadEnd, type ThreadOwner, WorkerThread } from "./worker-thread.ts";

/** What a pool of threads is made of. */
export interface PoolOptions {
  readonly count: number;
  readonly start: Omit<WorkerStart, "worker">;
  readonly resourceLimits: ResourceLimits | undefined;
  /** How many threads are replaced after `begin` before the pool gives up. */
  readonly restarts: number;
  /** The dataset's length, which that in the threads must have too. */
  readonly length: number | undefined;
  /** Milliseconds without a job after which the threads end. */
  readonly idle: number;
}

/** A thread that ended without being asked to. */
export interface WorkerDeath {
  readonly worker: number;
  readonly exitCode: number;
  /** The samples that it had in hand; another thread loads them again. */
  readonly samples: readonly number[];
  /** What was thrown and not caught, if that was the reason. */
  readonly error: unknown;
}

// How long what a thread has in hand may take to end after it was told to stop.
const grace = 1000;

/** Threads that load batches: each job goes to the thread that has the fewest in hand. */
export class WorkerPool implements ThreadOwner {
  readonly #options: PoolOptions;
  readonly #opened: Promise<void>;
  readonly #threads: WorkerThread[] = [];
  #deaths: WorkerDeath[] = [];
  #jobs = 0;
  #pending = 0;
  #everReady = false;
  #failure: VisionError | undefined;
  #closing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#opened = this.#open();
  }

  /** Threads that were replaced since `begin`. */
  get deaths(): readonly WorkerDeath[] {
    return this.#deaths;
  }

  /** It takes no further jobs. */
  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** It failed before any thread could work: without threads the data may load all the same. */
  get useless(): boolean {
    return this.#failure !== undefined && !this.#everReady;
  }

  /** Counts deaths anew. */
  begin(): void {
    this.#deaths = [];
  }

  /** Loads a batch; of samples, where the owner collates. */
  async run(job: Job): Promise<Loaded<unknown>> {
    clearTimeout(this.#timer);
    this.#pending++;
    try {
      await this.#opened;
      const { from, message } = await this.#assign(job);
      const { batch, skipped } = message;
      const left = skipped.map(({ error, ...sample }) => ({
        ...sample,
        error: receiveError(error),
      }));
      if (batch === undefined) return { skipped: left };
      return { batch: unpack(batch), skipped: left, home: from };
    } finally {
      if (--this.#pending === 0 && !this.closed)
        this.#timer = setTimeout(() => void this.close(), this.#options.idle).unref();
    }
  }

  /** Ends all threads; what they have in hand may come to an end, for a second. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  told(thread: WorkerThread, message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.#check(message.length);
        this.#everReady ||= this.#failure === undefined;
        break;
      case "useless":
        this.#fail(receiveError(message.error));
        break;
      case "loaded":
        thread.finished(message.id)?.resolve({ from: thread, message });
        break;
      case "failed":
        thread.finished(message.id)?.reject(receiveError(message.error));
        break;
      case "stopped":
        break;
      default:
        message satisfies never;
    }
  }

  died(thread: WorkerThread, { exitCode, error }: ThreadEnd): void {
    if (this.closed) return;
    const assigned = [...thread.assigned.values()];
    const samples = inHand(assigned.map(({ job }) => job));
    const death: WorkerDeath = { worker: thread.number, exitCode, samples, error };
    if (this.#deaths.length >= this.#options.restarts) {
      this.#fail(deathError(death));
      return;
    }
    this.#deaths.push(death);
    const heir = this.#thread(thread.number);
    this.#threads[thread.number] = heir;
    for (const one of assigned) heir.assign(one);
  }

  async #open(): Promise<void> {
    // The image library must be loaded here before threads load it, or it is unloaded with the first
    // of them that ends. Without it there may still be datasets that do not decode.
    await codecFor().catch(() => {});
    if (this.closed) return;
    try {
      for (let i = 0; i < this.#options.count; i++) this.#threads.push(this.#thread(i));
    } catch (cause) {
      this.#fail(startError(cause)); // the dataset's data cannot be cloned, say
    }
  }

  #thread(worker: number): WorkerThread {
    const { start, resourceLimits } = this.#options;
    return new WorkerThread({ ...start, worker }, this, resourceLimits);
  }

  #assign(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw this.#failure ?? closedError();
      const load = this.#threads.map(({ assigned }) => assigned.size);
      const idlest = this.#threads[load.indexOf(Math.min(...load))]!;
      idlest.assign({ id: ++this.#jobs, job, resolve, reject });
    });
  }

  #check(length: number | undefined): void {
    if (length === this.#options.length) return;
    this.#fail(
      new VisionError({
        code: "MISMATCH",
        who: "DataLoader",
        expected: `a dataset of length ${this.#options.length} in each worker`,
        got: length,
        hint: "let the worker's module make the dataset that the loader was given",
      }),
    );
  }

  #fail(error: VisionError): void {
    this.#failure ??= error;
    void this.close();
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer);
    const error = this.#failure ?? closedError();
    const stopping = this.#threads.map((thread) => thread.stop(grace));
    for (const thread of this.#threads)
      for (const { id } of [...thread.assigned.values()]) thread.finished(id)?.reject(error);
    await this.#opened;
    await Promise.all(stopping);
  }
}

function startError(cause: unknown): VisionError {
  return new VisionError({
    code: "WORKER",
    who: "DataLoader",
    expected: "worker threads to start",
    got: cause,
    hint: "worker.data and what toWorker() gives must be plain data",
    cause,
  });
}

function closedError(): VisionError {
  return new VisionError({
    code: "ABORTED",
    who: "DataLoader",
    expected: "a batch to load",
    got: "a closed loader",
    hint: "iterate again",
  });
}

function deathError({ worker, exitCode, samples, error }: WorkerDeath): VisionError {
  const reason = error instanceof Error ? `: ${error.message}` : "";
  return new VisionError({
    code: "WORKER",
    who: "DataLoader",
    expected: `worker ${worker} to load samples [${samples.slice(0, 8).join(", ")}]`,
    got: new Error(`its end with exit code ${exitCode}${reason}`),
    hint: deathHint(error),
    ...(error === undefined ? {} : { cause: error }),
  });
}

function deathHint(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return "load smaller samples or batches, or raise worker.resourceLimits";
  // Each thread opens the package's modules at once.
  if (/EMFILE|ENFILE/.test(String(message)))
    return "raise the limit of open files (ulimit -n), or use fewer workers";
  return "look at these samples; restarts says how often a worker is replaced";
}
