import { createHash } from "node:crypto";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Rng } from "../../util/rng.ts";
import type { Sampler } from "./sampler.ts";

/** Options of `WeightedRandomSampler`. */
export interface WeightedRandomSamplerOptions {
  /** A sample may come more than once in an epoch. Default: true. */
  readonly replacement?: boolean;
}

/**
 * Samples drawn in proportion to their weights, which need not add up to 1: torch's
 * WeightedRandomSampler (`torch.multinomial` over doubles), with the same indices for the same
 * generator. Throws for weights that are negative, not finite or all 0, and, without replacement,
 * for more samples than there are weights above 0.
 * @example new WeightedRandomSampler([0, 1, 9], 4).indices(new Rng(0)); // Uint32Array [2, 2, 2, 2]
 */
export class WeightedRandomSampler implements Sampler {
  readonly length: number;
  readonly replacement: boolean;
  readonly #weights: Float64Array;

  constructor(
    weights: ArrayLike<number>,
    numSamples: number,
    { replacement = true }: WeightedRandomSamplerOptions = {},
  ) {
    const who = "WeightedRandomSampler";
    this.#weights = Float64Array.from(weights);
    this.replacement = replacement;
    this.length = checkInteger(who, "numSamples", numSamples, { low: 1 });
    const odd = this.#weights.find((weight) => !(weight >= 0 && weight < Infinity));
    if (odd !== undefined)
      throw expected(who, "finite weights of at least 0", odd, "correct the weights");
    const positive = this.#weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
    if (positive === 0) throw expected(who, "a weight above 0", positive, "correct the weights");
    if (!replacement && numSamples > positive) {
      const need = `at most ${positive} samples, as many as weights above 0`;
      throw expected(who, need, numSamples, "lower numSamples, or draw with replacement");
    }
  }

  indices(rng: Rng): Uint32Array {
    return this.replacement ? this.#replaced(rng) : this.#once(rng);
  }

  fingerprint(): string {
    const digest = createHash("sha256").update(this.#weights).digest("hex").slice(0, 16);
    return `WeightedRandomSampler ${this.length} ${digest}${this.replacement ? " replaced" : ""}`;
  }

  // The first place whose cumulated share reaches the draw, found by halving.
  #replaced(rng: Rng): Uint32Array {
    const shares = this.#weights.slice();
    for (let i = 1; i < shares.length; i++) shares[i]! += shares[i - 1]!;
    const sum = shares.at(-1)!;
    for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
    shares[shares.length - 1] = 1;
    const out = new Uint32Array(this.length);
    for (let i = 0; i < out.length; i++) {
      const draw = rng.double();
      let [left, right] = [0, shares.length];
      while (left < right) {
        const middle = left + ((right - left) >> 1);
        if (shares[middle]! < draw) left = middle + 1;
        else right = middle;
      }
      out[i] = left;
    }
    return out;
  }

  // The largest of weight / exponential draw: an exponential race, which torch runs as well.
  #once(rng: Rng): Uint32Array {
    const scores = this.#weights.map((weight) => weight / -Math.log1p(-rng.double()));
    const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
    return Uint32Array.from(order.slice(0, this.length));
  }
}
