import type { Dataset } from "../dataset.ts";
import type { BatchLoader } from "./batch-loader.ts";
import { type BatchPlan, batchesOf, countBatches } from "./epoch-batches.ts";
import { inOrder } from "./in-order.ts";
import { type IterableDataset, isIterableDataset } from "./iterable-dataset.ts";
import type { Job, Loaded } from "./job.ts";
import { streamBatches } from "./stream-batches.ts";
import { Watch } from "./watch.ts";

/** What an epoch is made of. */
export interface EpochParts {
  readonly dataset: Dataset | IterableDataset;
  /** Of numbered samples. */
  readonly plan: BatchPlan | undefined;
  /** Of a stream. */
  readonly stream: StreamPlan;
  readonly loader: BatchLoader;
  /** Milliseconds without progress; 0 for ever. */
  readonly timeout: number;
}

/** How a stream becomes batches. */
export interface StreamPlan {
  readonly seed: number;
  readonly batchSize: number;
  readonly dropLast: boolean;
  readonly rank: number;
  readonly worldSize: number;
}

/** The batches of an epoch from batch `from` on; the epoch has `count`, if that is known. */
export async function* runEpoch(
  parts: EpochParts,
  { epoch, from, count }: { epoch: number; from: number; count: number | undefined },
): AsyncGenerator<Loaded<unknown>, void, undefined> {
  const { dataset, loader, timeout } = parts;
  const describe = (index: number, job: Job) => nameOf(dataset, index, job);
  loader.begin(count === undefined ? Infinity : count - from);
  const watch = new Watch(loader.immediate ? 0 : timeout, describe);
  let whole = false;
  try {
    yield* inOrder(
      jobsOf(parts, epoch, from),
      loader.ahead,
      (job, stop) => watch.during(job, loader.load(job, stop)),
      (all) => {
        whole = all;
        loader.end(all);
      },
    );
  } finally {
    if (!whole) await loader.ended();
  }
}

function jobsOf(parts: EpochParts, epoch: number, from: number) {
  const { plan, dataset, loader } = parts;
  if (plan !== undefined) return numberedJobs(plan, loader, epoch, from);
  return streamJobs(dataset as IterableDataset, parts, epoch, from);
}

function* numberedJobs(
  plan: BatchPlan,
  loader: BatchLoader,
  epoch: number,
  from: number,
): Generator<Job, void, undefined> {
  const at = batchesOf(plan, epoch);
  const count = countBatches(plan);
  for (let batch = from; batch < count; batch++) {
    const indices = at(batch);
    yield { seed: plan.seed, epoch, indices, board: loader.board(indices.length) };
  }
}

async function* streamJobs(
  dataset: IterableDataset,
  { stream, loader }: EpochParts,
  epoch: number,
  from: number,
): AsyncGenerator<Job, void, undefined> {
  const { seed, batchSize, rank, worldSize } = stream;
  const where = { seed, epoch, rank, worldSize, skip: from * batchSize };
  for await (const { first, items } of streamBatches(dataset, where, stream)) {
    const indices = Uint32Array.from(items, (_, i) => first + i);
    yield { seed, epoch, indices, items, board: loader.board(items.length) };
  }
}

function nameOf(
  dataset: Dataset | IterableDataset,
  index: number,
  { indices, items }: Job,
): string | undefined {
  if (isIterableDataset(dataset)) return dataset.describe?.(items?.[index - indices[0]!]);
  return dataset.describe?.(index);
}
