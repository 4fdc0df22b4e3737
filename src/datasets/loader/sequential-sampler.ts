import { type Sampler, type Sized, sequentialOrder } from "./sampler.ts";

/**
 * All samples in the dataset's order: torch's SequentialSampler.
 * @example new SequentialSampler([7, 8, 9]).indices(); // Uint32Array [0, 1, 2]
 */
export class SequentialSampler implements Sampler {
  readonly length: number;

  constructor(dataset: Sized) {
    this.length = dataset.length;
  }

  indices(): Uint32Array {
    return sequentialOrder(this.length);
  }

  fingerprint(): string {
    return `SequentialSampler ${this.length}`;
  }
}
