import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import type { Dataset } from "./dataset.ts";
import { fingerprintOfParts, partsToWorker } from "./dataset-parts.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";

/**
 * Datasets one after the other, as one: torch's ConcatDataset.
 * @example const both = new ConcatDataset([digits, moreDigits]);
 */
export class ConcatDataset<S> implements Dataset<S> {
  readonly datasets: readonly Dataset<S>[];
  /** After each dataset, how many samples there are so far. */
  readonly cumulativeSizes: readonly number[];
  /** Present where all datasets have it: the sample without waiting. */
  readonly getSync?: (index: number, rng?: Rng) => S;

  constructor(datasets: readonly Dataset<S>[]) {
    if (datasets.length === 0)
      throw expected("ConcatDataset", "at least one dataset", datasets, "pass some");
    let total = 0;
    this.cumulativeSizes = datasets.map(({ length }) => {
      total += length;
      return total;
    });
    this.datasets = [...datasets];
    if (datasets.every(({ getSync }) => getSync !== undefined))
      this.getSync = (index, rng) => {
        const [dataset, inner] = this.#place(index);
        return dataset.getSync!(inner, rng);
      };
  }

  get length(): number {
    return this.cumulativeSizes.at(-1)!;
  }

  async get(index: number, rng?: Rng): Promise<S> {
    const [dataset, inner] = this.#place(index);
    return dataset.get(inner, rng);
  }

  describe(index: number): string {
    const [dataset, inner] = this.#place(index);
    const name = `sample ${inner} of dataset ${this.datasets.indexOf(dataset)}`;
    return dataset.describe?.(inner) ?? name;
  }

  /** A digest of the datasets' lengths and own fingerprints. */
  fingerprint(): string {
    return fingerprintOfParts(this.datasets);
  }

  /** Workers make all datasets again, if they can be sent. */
  toWorker(): WorkerModule | undefined {
    const data = partsToWorker(this.datasets);
    return data && { module: import.meta.url, export: "restoreConcat", data };
  }

  #place(index: number): [Dataset<S>, number] {
    checkInteger("ConcatDataset", "index", index, { high: this.length - 1 });
    // The first dataset that ends after the index: empty ones are passed over.
    let [low, high] = [0, this.cumulativeSizes.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulativeSizes[middle]! > index) high = middle;
      else low = middle + 1;
    }
    return [this.datasets[low]!, index - (this.cumulativeSizes[low - 1] ?? 0)];
  }
}

/** The datasets again, in a worker. */
export async function restoreConcat(
  sources: readonly WorkerModule[],
  context: WorkerContext,
): Promise<ConcatDataset<unknown>> {
  return new ConcatDataset(await Promise.all(sources.map((source) => context.dataset(source))));
}
