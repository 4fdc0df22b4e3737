import type { Rng } from "../../util/rng.ts";
import type { Sampler } from "./sampler.ts";
import { WeightedRandomSampler } from "./weighted-random-sampler.ts";

/** Options of `ClassBalancedSampler`. */
export interface ClassBalancedSamplerOptions {
  /** Indices of an epoch. Default: as many as there are targets. */
  readonly numSamples?: number;
}

/**
 * Draws every class equally often on average, however many samples it has: a
 * `WeightedRandomSampler` with replacement whose weights are 1 / (samples of the class).
 * @example const sampler = new ClassBalancedSampler([0, 0, 0, 0, 1]); // class 1 every second time
 */
export class ClassBalancedSampler implements Sampler {
  readonly length: number;
  readonly #weighted: WeightedRandomSampler;

  constructor(
    targets: ArrayLike<number | string | bigint>,
    { numSamples = targets.length }: ClassBalancedSamplerOptions = {},
  ) {
    const labels = Array.from(targets);
    const counts = new Map<number | string | bigint, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    const weights = labels.map((label) => 1 / counts.get(label)!);
    this.#weighted = new WeightedRandomSampler(weights, numSamples);
    this.length = this.#weighted.length;
  }

  indices(rng: Rng): Uint32Array {
    return this.#weighted.indices(rng);
  }

  fingerprint(): string {
    return `ClassBalancedSampler ${this.#weighted.fingerprint()}`;
  }
}
