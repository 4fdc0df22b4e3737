import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import type { Dataset } from "./dataset.ts";
import { Subset } from "./subset.ts";

/**
 * Splits a dataset at random into parts that have no sample in common: torch's `random_split`, with
 * the same draws for the same seed. `lengths` are counts that add up to the dataset's length, or
 * fractions that add up to 1 (each part is rounded down; what is left goes to the first parts).
 * @example const [train, validation] = randomSplit(dataset, [0.9, 0.1], new Rng(42));
 */
export function randomSplit<S>(
  dataset: Dataset<S>,
  lengths: readonly number[],
  rng: Rng = defaultRng(),
): Subset<S>[] {
  const counts = countsOf(dataset.length, lengths);
  const order = rng.permutation(dataset.length);
  let start = 0;
  return counts.map((count) => {
    const part = order.subarray(start, start + count);
    start += count;
    return new Subset(dataset, part);
  });
}

function countsOf(length: number, lengths: readonly number[]): readonly number[] {
  const sum = lengths.reduce((total, part) => total + part, 0);
  const valid = lengths.length > 0 && lengths.every((part) => part >= 0);
  if (valid && sum === length && lengths.every(Number.isInteger)) return lengths;
  if (!valid || Math.abs(sum - 1) > 1e-9) {
    const need = `counts that add up to ${length}, or fractions that add up to 1`;
    throw expected("randomSplit", need, lengths, "change the lengths");
  }
  const counts = lengths.map((fraction) => Math.floor(length * fraction));
  const left = length - counts.reduce((total, count) => total + count, 0);
  for (let i = 0; i < left; i++) counts[i % counts.length]!++;
  return counts;
}
