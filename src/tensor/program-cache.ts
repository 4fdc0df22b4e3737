import type { Value } from "./node.ts";
import type { TensorType } from "./op.ts";
import type { Program } from "./runtime/runtime.ts";

/** Constants that an open model takes as inputs, behind the leaves and the text's scalars. */
export interface OpenConstants {
  readonly values: readonly Value[];
  readonly types: readonly TensorType[];
}

/** A program with weights baked in, and which weights. */
export interface FrozenProgram {
  readonly weights: readonly WeakRef<Value>[];
  readonly program: Promise<Program>;
}

/** Compiled forms of one program structure. */
export interface CacheEntry {
  readonly key: readonly number[];
  /** Values of the text's scalars that `program` was compiled with. */
  readonly constants: readonly number[];
  readonly program: Promise<Program>;
  /** Set where `program` is one for many sizes. */
  readonly open?: OpenConstants;
  /** The same with the scalars as inputs, once other values came. */
  lifted?: Promise<Program>;
  /** The same with the weights as constants, once several runs without a gradient had the same ones. */
  frozen?: FrozenProgram | undefined;
  /** Weights of the last run without a gradient, and how many runs had these. */
  weights?: { readonly values: readonly WeakRef<Value>[]; runs: number };
  /** Programs to close once nothing of this entry runs. */
  readonly replaced: Promise<Program>[];
  /** An upper bound of the memory that a run takes. */
  readonly bytes: number;
  running: number;
  lastUse: number;
}

/** How much a cache may hold. */
export interface CacheLimits {
  readonly programs: number;
  readonly bytes: number;
}

/** Compiled programs by structure; the longest unused ones go when there are too many or they are too large. */
export class ProgramCache {
  readonly #buckets = new Map<number, CacheEntry[]>();
  readonly #limits: CacheLimits;
  #size = 0;
  #bytes = 0;
  #clock = 0;

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

  /** The entry of a structure, if it was compiled. */
  find(key: readonly number[]): CacheEntry | undefined {
    const entry = this.#buckets.get(hash(key))?.find((candidate) => equal(candidate.key, key));
    if (entry !== undefined) entry.lastUse = ++this.#clock;
    return entry;
  }

  /** Adds an entry, and closes the longest unused ones if there are too many; never `entry` itself. */
  add(entry: CacheEntry): void {
    const bucket = this.#buckets.get(hash(entry.key));
    if (bucket === undefined) this.#buckets.set(hash(entry.key), [entry]);
    else bucket.push(entry);
    entry.lastUse = ++this.#clock;
    this.#size++;
    this.#bytes += entry.bytes;
    while (this.#size > this.#limits.programs || this.#bytes > this.#limits.bytes) {
      if (!this.#evict(entry)) return;
    }
  }

  /** Forgets an entry, as one whose compilation failed. */
  remove(entry: CacheEntry): void {
    const bucket = this.#buckets.get(hash(entry.key));
    const at = bucket?.indexOf(entry) ?? -1;
    if (at < 0) return;
    bucket!.splice(at, 1);
    this.#size--;
    this.#bytes -= entry.bytes;
  }

  #evict(newest: CacheEntry): boolean {
    let oldest: CacheEntry | undefined;
    for (const entry of [...this.#buckets.values()].flat()) {
      if (entry === newest || entry.running > 0) continue;
      if (oldest === undefined || entry.lastUse < oldest.lastUse) oldest = entry;
    }
    if (oldest === undefined) return false;
    this.remove(oldest);
    // A program that failed to compile has nothing to close; its caller was told.
    const close = (program: Program | undefined) => program?.close();
    for (const program of [oldest.program, oldest.lifted, oldest.frozen?.program])
      void program?.then(close, () => {});
    return true;
  }
}

// FNV-1a over the key's numbers.
function hash(key: readonly number[]): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key[i]!, 0x01000193);
  return h;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
