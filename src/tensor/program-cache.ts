import type { Program } from "./runtime/runtime.ts";

/** Compiled forms of one program structure. */
export interface CacheEntry {
  readonly key: readonly number[];
  /** Values of the text's scalars that `baked` was compiled with. */
  readonly constants: readonly number[];
  readonly baked: Promise<Program>;
  /** The same with the scalars as inputs, once other values came. */
  lifted?: Promise<Program>;
  running: number;
  lastUse: number;
}

/** Compiled programs by structure; the longest unused ones go when there are more than `limit`. */
export class ProgramCache {
  readonly #buckets = new Map<number, CacheEntry[]>();
  readonly #limit: number;
  #size = 0;
  #clock = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry of a structure, if it was compiled. */
  find(key: readonly number[]): CacheEntry | undefined {
    const entry = this.#buckets.get(hash(key))?.find((candidate) => equal(candidate.key, key));
    if (entry !== undefined) entry.lastUse = ++this.#clock;
    return entry;
  }

  /** Adds an entry, and closes the longest unused one if there are too many. */
  add(entry: CacheEntry): void {
    const bucket = this.#buckets.get(hash(entry.key));
    if (bucket === undefined) this.#buckets.set(hash(entry.key), [entry]);
    else bucket.push(entry);
    entry.lastUse = ++this.#clock;
    this.#size++;
    if (this.#size > this.#limit) this.#evict(entry);
  }

  /** Forgets an entry, as one whose compilation failed. */
  remove(entry: CacheEntry): void {
    const bucket = this.#buckets.get(hash(entry.key));
    const at = bucket?.indexOf(entry) ?? -1;
    if (at < 0) return;
    bucket!.splice(at, 1);
    this.#size--;
  }

  #evict(newest: CacheEntry): void {
    let oldest: CacheEntry | undefined;
    for (const entry of [...this.#buckets.values()].flat()) {
      if (entry === newest || entry.running > 0) continue;
      if (oldest === undefined || entry.lastUse < oldest.lastUse) oldest = entry;
    }
    if (oldest === undefined) return;
    this.remove(oldest);
    // A program that failed to compile has nothing to close; its caller was told.
    const close = (program: Program | undefined) => program?.close();
    void oldest.baked.then(close, () => {});
    void oldest.lifted?.then(close, () => {});
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
