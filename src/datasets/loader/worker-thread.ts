import { type ResourceLimits, Worker } from "node:worker_threads";
import type { Job } from "./job.ts";
import { pack } from "./pack.ts";
import type { FromWorker, SentJob, ToWorker, WorkerStart } from "./worker-messages.ts";

/** What came of a job, and the thread that did it. */
export interface Answer {
  readonly from: WorkerThread;
  readonly message: Extract<FromWorker, { kind: "loaded" }>;
}

/** A job that a thread has in hand, and who waits for it. */
export interface Assigned {
  readonly id: number;
  readonly job: Job;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Who a thread tells what it cannot deal with itself. */
export interface ThreadOwner {
  told(thread: WorkerThread, message: FromWorker): void;
  /** The thread ended without being asked to. */
  died(thread: WorkerThread, end: ThreadEnd): void;
}

/** How a thread ended: its exit code, and the error that nobody caught, if it was one. */
export interface ThreadEnd {
  readonly exitCode: number;
  readonly error: unknown;
}

/** One worker thread, and the jobs that it has in hand. It keeps no process alive while idle. */
export class WorkerThread {
  readonly number: number;
  readonly assigned = new Map<number, Assigned>();
  /** It has said that its dataset is there. */
  ready = false;
  readonly #worker: Worker;
  /** Settles when the thread is gone. */
  readonly ended: Promise<void>;
  #stopped: (() => void) | undefined;
  #error: unknown;
  #stopping = false;

  constructor(start: WorkerStart, owner: ThreadOwner, resourceLimits: ResourceLimits = {}) {
    this.number = start.worker;
    // The sources also run as they are, under type stripping.
    const stripped = import.meta.url.endsWith(".ts");
    const entry = new URL(`./worker-entry.${stripped ? "ts" : "js"}`, import.meta.url);
    const execArgv = stripped ? process.execArgv : []; // not a caller's --eval
    this.#worker = new Worker(entry, {
      workerData: start,
      execArgv,
      resourceLimits,
      name: `tsvision loader ${start.worker}`,
    });
    this.#worker.on("message", (message: FromWorker) => {
      if (message.kind === "stopped") this.#stopped?.();
      else owner.told(this, message);
    });
    this.#worker.on("error", (error) => {
      this.#error = error;
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on("exit", (exitCode) => {
        this.#stopped?.();
        if (!this.#stopping) owner.died(this, { exitCode, error: this.#error });
        resolve();
      });
    });
    this.#worker.unref();
  }

  /** Hands the thread a job; it answers with the job's id. */
  assign(assigned: Assigned): void {
    this.assigned.set(assigned.id, assigned);
    this.#worker.ref(); // the process waits for what is under way
    const { items, board, ...rest } = assigned.job;
    board.fill(0); // it may be the second try
    const job: SentJob = { id: assigned.id, board, ...rest };
    if (items === undefined) {
      this.#post(job);
      return;
    }
    // A copy is sent: another thread may have to try again.
    const { value, transfer } = pack(items, { fresh: false });
    this.#post({ ...job, items: value }, transfer);
  }

  /** Moves memory of a batch that is over to the thread, for the next. */
  give(memory: readonly ArrayBuffer[]): void {
    if (memory.length > 0 && !this.#stopping) this.#post({ memory }, memory);
  }

  /** Takes a job off the list. */
  finished(id: number): Assigned | undefined {
    const assigned = this.assigned.get(id);
    this.assigned.delete(id);
    if (this.assigned.size === 0 && !this.#stopping) this.#worker.unref();
    return assigned;
  }

  /** Ends the thread: what it has in hand may come to an end, for `grace` milliseconds. */
  async stop(grace: number): Promise<void> {
    if (this.#stopping) return this.ended;
    this.#stopping = true;
    this.#worker.ref();
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    const timer = setTimeout(() => this.#stopped?.(), grace);
    this.#post("stop");
    await stopped;
    clearTimeout(timer);
    await this.#worker.terminate();
    await this.ended;
  }

  #post(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
