import { setImmediate } from "node:timers/promises";
import { DataLoader, type DataLoaderOptions, type Dataset } from "../../../src/datasets/index.ts";
import type { Rng } from "../../../src/util/rng.ts";

/** A dataset of its own indices that answers after some turns of the event loop, and keeps count. */
export class Counting implements Dataset<number> {
  readonly length: number;
  readonly #turns: (index: number) => number;
  /** Samples that are being loaded now, and the most that ever were. */
  active = 0;
  most = 0;
  /** Samples that were begun, in order. */
  readonly begun: number[] = [];

  constructor(length: number, turns: (index: number) => number = (index) => (index * 7) % 5) {
    this.length = length;
    this.#turns = turns;
  }

  async get(index: number): Promise<number> {
    this.begun.push(index);
    this.active++;
    this.most = Math.max(this.most, this.active);
    for (let turn = this.#turns(index); turn > 0; turn--) await setImmediate();
    this.active--;
    return index;
  }
}

/** The indices, at once, or with one draw of each sample's generator. */
export function memory(length: number): Dataset<number> {
  const getSync = (index: number): number => index;
  return { length, getSync, get: async (index) => getSync(index) };
}

/** `[index, draw]` samples with `get` alone, or with `getSync` too. */
export function drawing(length: number, sync: boolean): Dataset<[number, number]> {
  const sample = (index: number, rng?: Rng): [number, number] => [index, rng?.u32() ?? -1];
  const get = async (index: number, rng?: Rng): Promise<[number, number]> => {
    await setImmediate();
    return sample(index, rng);
  };
  return sync ? { length, get, getSync: sample } : { length, get };
}

/** All batches of an iterable. */
export async function collect<B>(batches: AsyncIterable<B>): Promise<B[]> {
  const all: B[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

/** A loader whose batches are lists of samples. */
export type Lists<S> = DataLoader<S, readonly S[]>;

/** The same, made. */
export function lists<S>(
  data: Dataset<S>,
  options: DataLoaderOptions<S, readonly S[]> = {},
): Lists<S> {
  return new DataLoader(data, { collate: (samples: readonly S[]) => samples, ...options });
}
