import { createHash } from "node:crypto";
import { checkInteger } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import type { Dataset } from "./dataset.ts";
import { shared } from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";

/**
 * Some samples of a dataset, in the order of `indices`: torch's Subset.
 * @example const firstTen = new Subset(dataset, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
 */
export class Subset<S> implements Dataset<S> {
  readonly dataset: Dataset<S>;
  readonly indices: readonly number[];
  /** Present where the dataset has it: the sample without waiting. */
  readonly getSync?: (index: number, rng?: Rng) => S;

  constructor(dataset: Dataset<S>, indices: ArrayLike<number>) {
    this.dataset = dataset;
    this.indices = Array.from(indices);
    for (const index of this.indices)
      checkInteger("Subset", "each index", index, { high: dataset.length - 1 });
    if (dataset.getSync !== undefined)
      this.getSync = (index, rng) => dataset.getSync!(this.#inner(index), rng);
  }

  get length(): number {
    return this.indices.length;
  }

  async get(index: number, rng?: Rng): Promise<S> {
    return this.dataset.get(this.#inner(index), rng);
  }

  describe(index: number): string {
    const inner = this.#inner(index);
    return this.dataset.describe?.(inner) ?? `sample ${inner} of the whole dataset`;
  }

  /** A digest of the indices and the dataset's own fingerprint. */
  fingerprint(): string {
    const hash = createHash("sha256").update(this.dataset.fingerprint?.() ?? "");
    return hash.update(this.indices.join()).digest("hex").slice(0, 32);
  }

  /** Workers make the dataset again, if it can be sent, and see the same indices. */
  toWorker(): WorkerModule | undefined {
    const dataset = this.dataset.toWorker?.();
    if (dataset === undefined) return undefined;
    const source = { ...dataset, module: String(dataset.module) };
    const data: SentSubset = { dataset: source, indices: shared(Uint32Array.from(this.indices)) };
    return { module: import.meta.url, export: "restoreSubset", data };
  }

  #inner(index: number): number {
    checkInteger("Subset", "index", index, { high: this.length - 1 });
    return this.indices[index]!;
  }
}

interface SentSubset {
  readonly dataset: WorkerModule;
  readonly indices: Uint32Array;
}

/** The subset again, in a worker. */
export async function restoreSubset(
  { dataset, indices }: SentSubset,
  context: WorkerContext,
): Promise<Subset<unknown>> {
  return new Subset(await context.dataset(dataset), indices);
}
