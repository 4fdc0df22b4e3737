import { expected } from "../util/errors.ts";
import { rngFor } from "../util/rng.ts";

/** What the order of shards depends on. */
export interface SequenceOptions {
  readonly seed: number;
  readonly epoch: number;
  readonly rank: number;
  readonly worldSize: number;
  /** Another order in each pass. */
  readonly shuffle: boolean;
  /** Shards are drawn for ever, each draw from all. */
  readonly resampled: boolean;
  /** Pass after pass, for ever. */
  readonly repeat: boolean;
}

/**
 * The numbers, below `count`, of the shards that a rank reads in an epoch. All ranks cut the same order:
 * each gets every `worldSize`-th, and no shard comes twice in a pass.
 * Throws INVALID_ARGUMENT where there are fewer shards than ranks.
 * @example
 * const options = { seed: 0, epoch: 0, rank: 1, worldSize: 2, shuffle: false, resampled: false, repeat: false };
 * [...shardSequence(5, options)]; // [1, 3]
 */
export function* shardSequence(count: number, options: SequenceOptions): Generator<number> {
  const { seed, epoch, rank, worldSize, shuffle, resampled, repeat } = options;
  if (resampled) {
    const rng = rngFor(seed, epoch, 1, rank);
    while (true) yield rng.int(0, count);
  }
  if (count < worldSize) {
    const hint = "write smaller shards, or pass resampled: true with a length";
    throw expected("WebDataset", `a shard for each of ${worldSize} ranks`, count, hint);
  }
  for (let pass = 0; pass === 0 || repeat; pass++) {
    const order = shuffle ? rngFor(seed, epoch, 0, pass).permutation(count) : undefined;
    for (let i = rank; i < count; i += worldSize) yield order?.[i] ?? i;
  }
}
