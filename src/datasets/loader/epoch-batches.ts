import { expected } from "../../util/errors.ts";
import { rngFor } from "../../util/rng.ts";
import {
  type BatchedSampler,
  batchCount,
  type Sampler,
  sequentialOrder,
  shuffledOrder,
} from "./sampler.ts";

/** What decides which samples a batch has. */
export interface BatchPlan {
  /** Of the dataset. */
  readonly length: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly dropLast: boolean;
  readonly seed: number;
  readonly sampler: Sampler | undefined;
  readonly batchSampler: BatchedSampler | undefined;
}

/** How many batches an epoch has. */
export function countBatches({ length, batchSize, dropLast, ...plan }: BatchPlan): number {
  if (plan.batchSampler !== undefined) return plan.batchSampler.length;
  return batchCount(plan.sampler?.length ?? length, batchSize, dropLast);
}

/** The samples of each batch of an epoch, on demand. */
export function batchesOf(plan: BatchPlan, epoch: number): (batch: number) => Uint32Array {
  const { length, batchSize, seed, shuffle, sampler, batchSampler } = plan;
  if (batchSampler !== undefined) {
    const batches = batchSampler.batches(rngFor(seed, epoch), epoch);
    return (batch) => checked(length, batches[batch]!);
  }
  const order =
    sampler !== undefined
      ? checked(length, sampler.indices(rngFor(seed, epoch), epoch))
      : shuffle
        ? shuffledOrder(length, seed, epoch)
        : sequentialOrder(length);
  return (batch) => order.slice(batch * batchSize, (batch + 1) * batchSize);
}

function checked(length: number, indices: ArrayLike<number>): Uint32Array {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (Number.isInteger(index) && index >= 0 && index < length) continue;
    const need = `indices of the sampler below the dataset's length ${length}`;
    throw expected("DataLoader", need, index, "make the sampler for this dataset");
  }
  return Uint32Array.from(indices);
}
