import { setImmediate, setTimeout } from "node:timers/promises";
import { isMainThread } from "node:worker_threads";
import type { Dataset, IterableDataset, WorkerModule } from "../../../src/datasets/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import type { Rng } from "../../../src/util/rng.ts";

/** How a dataset of these tests is made, here and in a worker. */
export interface TroubleOptions {
  readonly length: number;
  /** Where it is bad, and how often: a thread that tries again may succeed. */
  readonly at?: number;
  readonly how?: Trouble;
  /** Shared: how often it was bad so far. */
  readonly times?: Int32Array;
  /** It is good from then on. Default: never. */
  readonly until?: number;
  /** Shared, one a sample: each ends the first worker that tries it. */
  readonly deadly?: Int32Array;
  /** Samples come without waiting. */
  readonly sync?: boolean;
}

/** What goes wrong in a worker. */
export type Trouble = "exit" | "exit 0" | "memory" | "never" | "stuck" | "throw" | "uncaught";

/** A dataset of `[index, draw]` that makes trouble in workers. */
export function makeTrouble(options: TroubleOptions): Dataset<[number, number]> {
  const { length, sync = false } = options;
  const sample = (index: number, rng?: Rng): [number, number] => [index, rng?.u32() ?? -1];
  const get = async (index: number, rng?: Rng): Promise<[number, number]> => {
    for (let turn = (index * 7) % 5; turn > 0; turn--) await setImmediate();
    if (index === options.at) await trouble(options);
    const { deadly } = options;
    if (deadly !== undefined && Atomics.exchange(deadly, index, 1) === 0) process.exit(3);
    return sample(index, rng);
  };
  const toWorker = () => troubleModule(options);
  return { length, get, toWorker, ...(sync ? { getSync: sample } : {}) };
}

/** The same, for a worker. */
export function troubleModule(data: TroubleOptions): WorkerModule {
  return { module: import.meta.url, export: "makeTrouble", data };
}

/** Shared memory that counts, one thing or more. */
export function counter(things = 1): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * things));
}

async function trouble({ how, times, until = Infinity }: TroubleOptions): Promise<void> {
  if (times !== undefined && Atomics.add(times, 0, 1) >= until) return;
  switch (how) {
    case undefined:
      return;
    case "throw":
      throw new Error("a bad sample");
    case "never":
      await new Promise(() => {});
      return;
    default:
      if (!isMainThread) await harm(how);
  }
}

async function harm(how: Exclude<Trouble, "never" | "throw">): Promise<void> {
  if (how === "exit") process.exit(3);
  if (how === "exit 0") process.exit(0);
  if (how === "stuck") while (true);
  if (how === "memory") {
    const kept: unknown[] = [];
    while (true) kept.push(new Array(100_000).fill(kept.length));
  }
  globalThis.setTimeout(() => {
    throw new TypeError("nobody caught me");
  });
  await setTimeout(60_000, undefined, { ref: false });
}

/** A dataset on a slow disk: how its samples come, in milliseconds. */
export interface SlowOptions {
  readonly length: number;
  readonly each: number;
  /** One sample takes so long instead. */
  readonly at: number;
  readonly long: number;
  /** Shared: samples that were begun, and how many that were when the slow one came. */
  readonly counts: Int32Array;
}

/** `[index, draw]`, late. */
export function makeSlow(data: SlowOptions): Dataset<[number, number]> {
  const { length, each, at, long, counts } = data;
  const get = async (index: number, rng?: Rng): Promise<[number, number]> => {
    Atomics.add(counts, 0, 1);
    await setTimeout(index === at ? long : each);
    if (index === at) Atomics.store(counts, 1, Atomics.load(counts, 0));
    return [index, rng?.u32() ?? -1];
  };
  return { length, get, toWorker: () => ({ module: import.meta.url, export: "makeSlow", data }) };
}

/** A collate of a user, for workers. */
export function makeSum({ factor }: { factor: number }): (samples: readonly number[][]) => Tensor {
  return (samples) => {
    const sum = samples.reduce((total, [index]) => total + index!, 0);
    return Tensor.fromData(Float32Array.of(sum * factor, isMainThread ? 0 : 1), [2]);
  };
}

/** A stream of the numbers below `length`, as text, shuffled by nobody. */
export class TextStream implements IterableDataset<[number, number], string> {
  readonly length?: number;
  readonly #count: number;
  readonly #fails: number;
  /** Items that were read, and iterators that are open. */
  read = 0;
  open = 0;

  constructor(count: number, { known = false, fails = -1 } = {}) {
    this.#count = count;
    this.#fails = fails;
    if (known) this.length = count;
  }

  async *iterate({ epoch, rank, worldSize, skip }: Parameters<IterableDataset["iterate"]>[0]) {
    this.open++;
    try {
      for (let i = skip; i < this.#count; i++) {
        await setImmediate();
        if (i === this.#fails) throw new Error("the shard is cut");
        this.read++;
        yield `${1000 * epoch + i * worldSize + rank}`;
      }
    } finally {
      this.open--;
    }
  }

  async load(item: string, rng: Rng): Promise<[number, number]> {
    if (item.endsWith("13")) throw new Error(`no ${item}`);
    return [Number(item), rng.u32()];
  }

  describe(item: string): string {
    return `item "${item}"`;
  }

  toWorker(): WorkerModule {
    return { module: import.meta.url, export: "makeTextStream", data: this.length ?? null };
  }
}

/** The same, in a worker. */
export function makeTextStream(length: number | null): TextStream {
  return new TextStream(length ?? 0, { known: length !== null });
}

/** An export that is no function. */
export const nothing = 7;

/** Fails at once. */
export function refuse(): never {
  throw new Error("I make no dataset");
}

/** As a thread ends that cannot open its modules. */
export function openTooMuch(): Promise<never> {
  globalThis.setTimeout(() => {
    throw new Error("EMFILE: too many open files, open 'a.js'");
  });
  return new Promise(() => {});
}

/** Ends the thread before there is a dataset. */
export function leave(): never {
  process.exit(9);
}
