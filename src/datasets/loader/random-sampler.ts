import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Rng } from "../../util/rng.ts";
import type { Sampler, Sized } from "./sampler.ts";

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Each index is drawn from all: some come twice, some never. Default: false. */
  readonly replacement?: boolean;
  /** Indices of an epoch. Default: the dataset's length. */
  readonly numSamples?: number;
}

/**
 * Samples in random order: torch's RandomSampler, with the same indices for the same generator.
 * Without replacement more samples than the dataset has are drawn round by round.
 * Throws for an empty dataset of which samples are asked.
 * @example new RandomSampler([7, 8, 9]).indices(new Rng(0)); // Uint32Array [2, 0, 1], as torch.randperm(3)
 */
export class RandomSampler implements Sampler {
  readonly length: number;
  readonly replacement: boolean;
  readonly #from: number;

  constructor(
    dataset: Sized,
    { replacement = false, numSamples = dataset.length }: RandomSamplerOptions = {},
  ) {
    const who = "RandomSampler";
    this.replacement = replacement;
    this.length = checkInteger(who, "numSamples", numSamples);
    this.#from = checkInteger(who, "dataset.length", dataset.length);
    if (this.#from === 0 && this.length > 0)
      throw expected(who, "a dataset with samples", dataset.length, "add samples to the dataset");
  }

  indices(rng: Rng): Uint32Array {
    const out = new Uint32Array(this.length);
    if (this.replacement) {
      for (let i = 0; i < out.length; i++) out[i] = rng.int(0, this.#from);
      return out;
    }
    // torch draws a permutation for the rest even where the rest is empty; nothing comes after it.
    for (let start = 0; start < out.length; start += this.#from) {
      const order = rng.permutation(this.#from);
      out.set(order.subarray(0, Math.min(order.length, out.length - start)), start);
    }
    return out;
  }

  fingerprint(): string {
    return `RandomSampler ${this.length} of ${this.#from}${this.replacement ? " replaced" : ""}`;
  }
}
