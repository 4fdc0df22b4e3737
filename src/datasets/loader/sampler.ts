import { rngFor } from "../../util/rng.ts";

/** 0, 1, ..., length - 1: torch's SequentialSampler. */
export function sequentialOrder(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}

/** The shuffled indices of one epoch, a function of the three numbers alone: a RandomSampler. */
export function shuffledOrder(length: number, seed: number, epoch: number): Uint32Array {
  return rngFor(seed, epoch).permutation(length);
}

/** How many batches `length` samples make. */
export function batchCount(length: number, batchSize: number, dropLast: boolean): number {
  return dropLast ? Math.floor(length / batchSize) : Math.ceil(length / batchSize);
}
