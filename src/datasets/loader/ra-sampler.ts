import { checkInteger } from "../../util/check.ts";
import { Rng } from "../../util/rng.ts";
import { DistributedSampler, type DistributedSamplerOptions } from "./distributed-sampler.ts";
import { type Sampler, type Sized, sequentialOrder } from "./sampler.ts";

/** Options of `RASampler`. */
export interface RASamplerOptions extends Omit<DistributedSamplerOptions, "dropLast"> {
  /** How often a sample comes, each time with other random transforms. Default: 3. */
  readonly repetitions?: number;
}

/**
 * Repeated augmentation (Hoffer et al. 2019): each sample comes `repetitions` times in a row, dealt
 * out to different ranks, and an epoch ends after about as many samples as the dataset has: the
 * RASampler of torchvision's training scripts, with the same indices for the same seed and epoch.
 * @example
 * const sampler = new RASampler(new Array(512), { numReplicas: 2, rank: 0 });
 * sampler.length; // 256
 */
export class RASampler implements Sampler {
  readonly length: number;
  readonly repetitions: number;
  readonly #shared: DistributedSampler;
  readonly #from: number;

  constructor(dataset: Sized, { repetitions = 3, ...options }: RASamplerOptions) {
    this.#shared = new DistributedSampler(dataset, options);
    this.repetitions = checkInteger("RASampler", "repetitions", repetitions, { low: 1 });
    this.#from = dataset.length;
    // The script's rule: a whole multiple of 256 samples over all ranks.
    this.length = Math.floor((Math.floor(this.#from / 256) * 256) / this.#shared.numReplicas);
  }

  indices(_rng?: Rng, epoch = 0): Uint32Array {
    const { rank, numReplicas, shuffle, seed } = this.#shared;
    const order = shuffle
      ? new Rng(seed + epoch).permutation(this.#from)
      : sequentialOrder(this.#from);
    const all = order.length * this.repetitions;
    return Uint32Array.from({ length: this.length }, (_, i) => {
      const place = (rank + i * numReplicas) % all;
      return order[Math.floor(place / this.repetitions)]!;
    });
  }

  fingerprint(): string {
    return `RASampler ${this.repetitions} over ${this.#shared.fingerprint()}`;
  }
}
