import { createHash } from "node:crypto";
import { checkInteger } from "../../util/check.ts";
import type { Rng } from "../../util/rng.ts";
import type { Sampler } from "./sampler.ts";

/**
 * The given indices in random order: torch's SubsetRandomSampler, with the same order for the same
 * generator.
 * @example new SubsetRandomSampler([10, 20, 30]).indices(new Rng(0)); // Uint32Array [30, 10, 20]
 */
export class SubsetRandomSampler implements Sampler {
  readonly #indices: Uint32Array;

  constructor(indices: ArrayLike<number>) {
    for (let i = 0; i < indices.length; i++)
      checkInteger("SubsetRandomSampler", "each index", indices[i], { high: 2 ** 32 - 1 });
    this.#indices = Uint32Array.from(indices);
  }

  get length(): number {
    return this.#indices.length;
  }

  indices(rng: Rng): Uint32Array {
    return rng.permutation(this.length).map((place) => this.#indices[place]!);
  }

  fingerprint(): string {
    const digest = createHash("sha256").update(this.#indices).digest("hex").slice(0, 16);
    return `SubsetRandomSampler ${digest}`;
  }
}
