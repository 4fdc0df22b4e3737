import { checkInteger } from "../../util/check.ts";
import type { Rng } from "../../util/rng.ts";
import { type BatchedSampler, batchCount, type Sampler } from "./sampler.ts";

/**
 * Cuts a sampler's indices into batches: torch's BatchSampler.
 * @example
 * const pairs = new BatchSampler(new SequentialSampler([7, 8, 9]), 2);
 * pairs.batches(new Rng(0), 0); // [0, 1] and [2]
 */
export class BatchSampler implements BatchedSampler {
  readonly sampler: Sampler;
  readonly batchSize: number;
  readonly dropLast: boolean;

  constructor(sampler: Sampler, batchSize: number, dropLast = false) {
    this.sampler = sampler;
    this.batchSize = checkInteger("BatchSampler", "batchSize", batchSize, { low: 1 });
    this.dropLast = dropLast;
  }

  get length(): number {
    return batchCount(this.sampler.length, this.batchSize, this.dropLast);
  }

  batches(rng: Rng, epoch: number): Uint32Array[] {
    const order = Uint32Array.from(this.sampler.indices(rng, epoch));
    return Array.from({ length: this.length }, (_, i) =>
      order.subarray(i * this.batchSize, (i + 1) * this.batchSize),
    );
  }

  fingerprint(): string {
    const { batchSize, dropLast, sampler } = this;
    return `BatchSampler ${batchSize}${dropLast ? " dropLast" : ""} of ${sampler.fingerprint()}`;
  }
}
