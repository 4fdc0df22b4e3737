import type { Rng } from "../../util/rng.ts";
import { rngFor } from "../../util/rng.ts";

/**
 * Which samples an epoch has, in which order. The loader gives each epoch a generator of its own,
 * made of (seed, epoch): a sampler that draws from it alone repeats, and resumes exactly.
 * @example
 * const everySecond: Sampler = {
 *   length: 5,
 *   indices: () => [0, 2, 4, 6, 8],
 *   fingerprint: () => "every second",
 * };
 */
export interface Sampler {
  /** How many indices an epoch has, the same in every epoch. */
  readonly length: number;
  /** The indices of one epoch, a function of its arguments alone. */
  indices(rng: Rng, epoch: number): ArrayLike<number>;
  /** A short text that changes with what it draws; a loader's saved position belongs to it. */
  fingerprint(): string;
}

/** Which samples each batch of an epoch has: torch's batch sampler. */
export interface BatchedSampler {
  /** How many batches an epoch has, the same in every epoch. */
  readonly length: number;
  /** The batches of one epoch, a function of its arguments alone. */
  batches(rng: Rng, epoch: number): readonly ArrayLike<number>[];
  /** A short text that changes with what it draws; a loader's saved position belongs to it. */
  fingerprint(): string;
}

/** What has a length: a dataset, or an array. */
export interface Sized {
  readonly length: number;
}

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
