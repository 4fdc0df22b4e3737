import type { Rng } from "../../util/rng.ts";
import type { WorkerModule } from "./worker-module.ts";

/** Which part of which order a stream is asked for. */
export interface IterateOptions {
  readonly seed: number;
  readonly epoch: number;
  /** This process among `worldSize` that share the data. */
  readonly rank: number;
  readonly worldSize: number;
  /** How many items to leave out at the start: those before a saved position. */
  readonly skip: number;
}

/**
 * Samples that come one after the other, where an index means nothing: shards, sockets, generators.
 *
 * `iterate` gives the items of an epoch in an order that depends on its options alone; it runs in the
 * loader's thread and should only read. What is costly (decoding, transforms) belongs into `load`,
 * which workers run, many at once; without it an item is the sample.
 * @example
 * const lines: IterableDataset<number, string> = {
 *   iterate: ({ skip }) => ["1", "2", "3"].slice(skip),
 *   load: async (line) => Number(line),
 * };
 */
export interface IterableDataset<S = unknown, Item = unknown> {
  iterate(options: IterateOptions): AsyncIterable<Item> | Iterable<Item>;
  /** Makes the sample of an item; what is random in it is drawn from `rng`. */
  load?(item: Item, rng: Rng): Promise<S>;
  /** The number of items of an epoch that this rank gets, where it is known. */
  readonly length?: number;
  /** What error messages call an item: its shard and name, say. */
  describe?(item: Item): string;
  /** A short text that changes when the data changes; a loader's saved position belongs to it. */
  fingerprint?(): string;
  /** How a worker thread makes this dataset again (there only `load` is called). */
  toWorker?(): WorkerModule | undefined;
}

/** True for a stream, false for numbered samples. */
export function isIterableDataset(dataset: object): dataset is IterableDataset {
  return typeof (dataset as Partial<IterableDataset>).iterate === "function";
}
