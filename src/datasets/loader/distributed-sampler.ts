import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { Rng } from "../../util/rng.ts";
import { type Sampler, type Sized, sequentialOrder } from "./sampler.ts";

/** Options of `DistributedSampler` and `RASampler`. */
export interface DistributedSamplerOptions {
  /** Processes that share the data. */
  readonly numReplicas: number;
  /** This process among them, from 0. */
  readonly rank: number;
  /** Another order in every epoch, the same in all processes. Default: true. */
  readonly shuffle?: boolean;
  /** What the order derives from, with the epoch; the same in all processes. Default: 0. */
  readonly seed?: number;
  /** Leaves out the tail that cannot be shared evenly, in place of repeating the head. Default: false. */
  readonly dropLast?: boolean;
}

/**
 * Every `numReplicas`-th sample from `rank` on, so that processes share a dataset: torch's
 * DistributedSampler, with the same indices for the same seed and epoch. All ranks get equally many:
 * the head is repeated at the end, or with `dropLast` the tail left out.
 *
 * A loader gives the epoch; `setEpoch` is for use without one.
 * @example
 * const sampler = new DistributedSampler([4, 5, 6], { numReplicas: 2, rank: 1, shuffle: false });
 * sampler.indices(); // Uint32Array [1, 0]
 */
export class DistributedSampler implements Sampler {
  readonly length: number;
  readonly numReplicas: number;
  readonly rank: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly dropLast: boolean;
  readonly #from: number;
  #epoch = 0;

  constructor(
    dataset: Sized,
    { numReplicas, rank, shuffle = true, seed = 0, dropLast = false }: DistributedSamplerOptions,
  ) {
    const who = "DistributedSampler";
    this.numReplicas = checkInteger(who, "numReplicas", numReplicas, { low: 1 });
    this.rank = checkInteger(who, "rank", rank, { high: numReplicas - 1 });
    this.seed = checkInteger(who, "seed", seed);
    this.shuffle = shuffle;
    this.dropLast = dropLast;
    this.#from = checkInteger(who, "dataset.length", dataset.length);
    if (this.#from === 0)
      throw expected(who, "a dataset with samples", dataset.length, "add samples to the dataset");
    const share = this.#from / numReplicas;
    this.length = dropLast ? Math.floor(share) : Math.ceil(share);
  }

  /** Makes `indices()` without arguments those of another epoch. */
  setEpoch(epoch: number): void {
    this.#epoch = checkInteger("DistributedSampler.setEpoch", "epoch", epoch);
  }

  indices(_rng?: Rng, epoch: number = this.#epoch): Uint32Array {
    const order = this.shuffle
      ? new Rng(this.seed + epoch).permutation(this.#from)
      : sequentialOrder(this.#from);
    const { rank, numReplicas } = this;
    // From the end on it starts again, as often as needed.
    return Uint32Array.from(
      { length: this.length },
      (_, i) => order[(rank + i * numReplicas) % order.length]!,
    );
  }

  /** The same for all ranks: one state serves them all. */
  fingerprint(): string {
    const { numReplicas, shuffle, seed, dropLast } = this;
    const parts = [this.#from, numReplicas, shuffle, seed, dropLast];
    return `DistributedSampler ${parts.join(" ")}`;
  }
}
