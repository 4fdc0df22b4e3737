import { parentPort, workerData } from "node:worker_threads";
import pLimit from "p-limit";
import { DecoderPool } from "../../io/decoder-pool.ts";
import { lackOfHandles } from "../../io/file-ops.ts";
import { decodingIn, type Isolated } from "../../io/isolation.ts";
import { noHandlesHint } from "../../io/open-regular-file.ts";
import { VisionError } from "../../util/errors.ts";
import { type SentError, sendError } from "../../util/sent-error.ts";
import type { Dataset, SampleTransform } from "../dataset.ts";
import { BatchMemory } from "./batch-memory.ts";
import { defaultCollateInto } from "./collate.ts";
import { isIterableDataset } from "./iterable-dataset.ts";
import type { Stop } from "./job.ts";
import { type CollateFunction, loadBatch } from "./load-batch.ts";
import { pack, unpack } from "./pack.ts";
import { padCollate } from "./pad-collate.ts";
import type { FromWorker, SentCollate, SentJob, ToWorker, WorkerStart } from "./worker-messages.ts";
import { callModule, type WorkerContext, type WorkerDataset } from "./worker-module.ts";

const context: WorkerContext = {
  dataset: async <S>(source: Parameters<typeof callModule>[0]) =>
    (await callModule(source, context)) as Dataset<S>,
  transform: <In, Out>(json: unknown) =>
    json === undefined ? undefined : (fromJSON(json) as SampleTransform<In, Out>),
};

// Only a thread may know the transforms; it loads them before anything is rebuilt.
const { fromJSON } = await import("../../transforms/index.ts");

/** The thread's side of a loader: rebuilds the dataset, then loads batch after batch. */
class WorkerHost {
  readonly #start: WorkerStart;
  readonly #parts: Promise<readonly [WorkerDataset, CollateFunction]>;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #stop: Stop = { stopped: false };
  readonly #underWay = new Set<Promise<void>>();
  readonly #isolated: Isolated | undefined;
  readonly #memory = new BatchMemory();

  constructor(start: WorkerStart) {
    this.#start = start;
    this.#limit = pLimit(start.concurrency);
    // One process decodes while this thread transforms.
    if (start.isolation !== undefined)
      this.#isolated = { pool: new DecoderPool({ processes: 1 }), limits: start.isolation };
    this.#parts = this.#open();
    this.#parts.then(
      ([dataset]) => tell({ kind: "ready", length: dataset.length }),
      (cause) => tell({ kind: "useless", error: this.#sent(openError(cause)) }),
    );
  }

  async receive(message: ToWorker): Promise<void> {
    if (message === "stop") {
      this.#stop.stopped = true;
      await this.#isolated?.pool.close(); // what is being decoded ends at once
      await Promise.allSettled(this.#underWay);
      await this.#isolated?.pool.close(); // a file may just have been read
      tell({ kind: "stopped" });
      return;
    }
    if ("memory" in message) {
      this.#memory.give(message.memory);
      return;
    }
    const work = this.#load(message).catch((cause) =>
      tell({ kind: "failed", id: message.id, error: this.#sent(cause) }),
    );
    this.#underWay.add(work);
    this.#memory.keep(this.#underWay.size);
    await work;
    this.#underWay.delete(work);
  }

  #sent(error: unknown): SentError {
    return sendError(error, `worker ${this.#start.worker} of the loader`, frame);
  }

  async #open(): Promise<readonly [WorkerDataset, CollateFunction]> {
    const { dataset, collate } = this.#start;
    const made = (await callModule(dataset, context)) as WorkerDataset;
    return [made, await this.#collateFor(collate)];
  }

  async #collateFor(collate: SentCollate): Promise<CollateFunction> {
    if (collate === "default") return defaultCollateInto(this.#memory);
    if (collate === "pad") return padCollate;
    if (collate === "owner") return (samples) => samples;
    return (await callModule(collate, context)) as CollateFunction;
  }

  async #load({ items, ...sent }: SentJob): Promise<void> {
    const [dataset, collate] = await this.#parts;
    const job = items === undefined ? sent : { ...sent, items: unpack(items) as unknown[] };
    const { skip, collate: kind } = this.#start;
    const ways = { limit: this.#limit, stop: this.#stop, skip, copies: kind === "default" };
    if (!isIterableDataset(dataset) && this.#stop.stopped) return;
    const load = () => loadBatch(dataset, job, ways, collate);
    const { batch, skipped } = await decodingIn(this.#isolated, load);
    const left = skipped.map(({ error, ...sample }) => ({
      ...sample,
      error: this.#sent(error),
    }));
    const answer = { kind: "loaded", id: sent.id, skipped: left } as const;
    if (batch === undefined) return tell(answer);
    // What the package's own collates made of samples is new; all else may belong to the dataset.
    const fresh = kind === "default" || kind === "pad";
    const { value, transfer } = pack(batch, { fresh });
    tell({ ...answer, batch: value }, transfer);
  }
}

const frame = { who: "DataLoader", expected: "a dataset that a worker thread can make" };

// The dataset's module is many files.
function openError(cause: unknown): unknown {
  const got = cause instanceof VisionError ? undefined : lackOfHandles(cause);
  if (got === undefined) return cause;
  return new VisionError({ ...frame, code: "EXHAUSTED", got, hint: noHandlesHint, cause });
}

function tell(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort!.postMessage(message, transfer);
}

const host = new WorkerHost(workerData as WorkerStart);
parentPort!.on("message", (message: ToWorker) => void host.receive(message));
