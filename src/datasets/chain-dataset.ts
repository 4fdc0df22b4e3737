import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { fingerprintOfParts, partsToWorker } from "./dataset-parts.ts";
import type { IterableDataset, IterateOptions } from "./loader/iterable-dataset.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";

/** An item of one of the streams. */
export interface ChainItem<Item> {
  /** Place of the stream among them. */
  readonly part: number;
  readonly item: Item;
}

/**
 * Streams one after the other, as one: torch's ChainDataset.
 * @example const all = new ChainDataset([firstShards, secondShards]);
 */
export class ChainDataset<S, Item> implements IterableDataset<S, ChainItem<Item>> {
  readonly datasets: readonly IterableDataset<S, Item>[];
  /** Present where all streams know theirs. */
  readonly length?: number;

  constructor(datasets: readonly IterableDataset<S, Item>[]) {
    if (datasets.length === 0)
      throw expected("ChainDataset", "at least one dataset", datasets, "pass some");
    this.datasets = [...datasets];
    const lengths = datasets.map(({ length }) => length);
    if (!lengths.includes(undefined))
      this.length = lengths.reduce<number>((total, length) => total + length!, 0);
  }

  async *iterate(options: IterateOptions): AsyncGenerator<ChainItem<Item>, void, undefined> {
    let { skip } = options;
    for (const [part, dataset] of this.datasets.entries()) {
      const { length } = dataset;
      if (length !== undefined && skip >= length) {
        skip -= length;
        continue;
      }
      // Where a stream does not know its length, what is left out has to be counted.
      const known = length !== undefined;
      for await (const item of dataset.iterate({ ...options, skip: known ? skip : 0 })) {
        if (!known && skip > 0) skip--;
        else yield { part, item };
      }
      if (known) skip = 0;
    }
  }

  /** Makes the sample of an item, by its own stream. */
  async load({ part, item }: ChainItem<Item>, rng: Rng): Promise<S> {
    const dataset = this.datasets[part]!;
    // Without `load` an item is the sample: what the interface says.
    return dataset.load === undefined ? (item as unknown as S) : dataset.load(item, rng);
  }

  describe({ part, item }: ChainItem<Item>): string {
    return this.datasets[part]!.describe?.(item) ?? `an item of dataset ${part}`;
  }

  /** A digest of the streams' lengths and own fingerprints. */
  fingerprint(): string {
    return fingerprintOfParts(this.datasets);
  }

  /** Workers make all streams again, if they can be sent. */
  toWorker(): WorkerModule | undefined {
    const data = partsToWorker(this.datasets);
    return data && { module: import.meta.url, export: "restoreChain", data };
  }
}

/** The streams again, in a worker. */
export async function restoreChain(
  sources: readonly WorkerModule[],
  context: WorkerContext,
): Promise<ChainDataset<unknown, unknown>> {
  const parts = await Promise.all(sources.map((source) => context.dataset(source)));
  return new ChainDataset(parts as unknown as IterableDataset[]);
}
