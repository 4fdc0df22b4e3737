import { type TarMember, TarReader } from "../io/tar-reader.ts";
import { type ShardBytes, shardError, shardName } from "./shard-bytes.ts";

/** A sample as it lies in a shard: the files of one key, not decoded. Plain data. */
export interface RawSample {
  readonly key: string;
  readonly url: string;
  /** Where the first of its files begins in the shard. */
  readonly offset: number;
  /** What follows the key's dot, in lower case, and the content; in the shard's order. */
  readonly members: readonly (readonly [name: string, bytes: Uint8Array])[];
}

/** What is in a shard and was not given. */
export interface LeftOut {
  /** Links, devices, sparse files. */
  entries: number;
  /** Files whose name has no key or extension, begins with a dot, or leads out of its folder. */
  names: number;
}

/** Options of `shardRuns`. */
export interface ShardRunsOptions {
  /** The most bytes of a file; a sample may have four times as many. */
  readonly maxMember: number;
  /** Whether the sample of that number in the shard is to be read. */
  readonly want: (index: number) => boolean;
  readonly leftOut: LeftOut;
}

/**
 * The samples of a shard in order, in runs: those that can be had without waiting come together. A
 * sample is the neighbouring files of one key, WebDataset's rule; undefined for one that is not
 * wanted. It is given once all of it is known to be there: when the next one begins, or the shard's
 * end mark was seen. Throws as `TarReader`, and INVALID_FILE for a key that comes again later, or twice
 * with the same extension.
 */
export async function* shardRuns(
  url: string,
  { bytes, size }: ShardBytes,
  { maxMember, want, leftOut }: ShardRunsOptions,
): AsyncGenerator<readonly (RawSample | undefined)[], void, undefined> {
  const groups = new Groups(url, 4 * maxMember, want);
  const reader = new TarReader(bytes, {
    who: "WebDataset",
    file: shardName(url),
    size,
    maxMember,
    want: (name, offset) => groups.wants(name, offset),
    leftOut: (_, kind) => {
      leftOut[kind === "entry" ? "entries" : "names"]++;
    },
  });
  try {
    while (true) {
      let step = reader.next();
      if (step instanceof Promise) {
        step.catch(() => {}); // it is reported when it is waited for
        if (groups.whole.length > 0) yield groups.taken();
        step = await step;
      }
      if (step === "end") break;
      if (step !== "passed over" && !groups.add(step)) leftOut.names++;
    }
    groups.end();
  } catch (error) {
    if (groups.whole.length > 0) yield groups.taken(); // the damage is behind them
    throw error;
  } finally {
    await reader.close();
  }
  if (groups.whole.length > 0) yield groups.taken();
}

/**
 * Key and extension of a file: its name is cut at the first dot of its last part. Undefined where one of
 * the two is empty, or the extension looks like one of a sample's own fields.
 * @example splitName("train/0001.seg.PNG"); // ["train/0001", "seg.png"]
 */
export function splitName(name: string): [key: string, extension: string] | undefined {
  const dot = name.indexOf(".", name.lastIndexOf("/") + 1);
  const extension = name.slice(dot + 1).toLowerCase();
  if (dot <= name.lastIndexOf("/") + 1 || extension === "") return undefined;
  return extension.startsWith("__") ? undefined : [name.slice(0, dot), extension];
}

class Groups {
  readonly #url: string;
  readonly #maxSample: number;
  readonly #want: (index: number) => boolean;
  /** All keys so far, and where each began. */
  readonly #keys = new Map<string, number>();
  #key: string | undefined;
  #isWanted = false;
  #members: (readonly [string, Uint8Array])[] = [];
  #names = new Set<string>();
  #bytes = 0;
  #extension: string | undefined;
  #whole: (RawSample | undefined)[] = [];

  constructor(url: string, maxSample: number, want: (index: number) => boolean) {
    this.#url = url;
    this.#maxSample = maxSample;
    this.#want = want;
  }

  /** Samples that became whole since they were taken last. */
  get whole(): readonly (RawSample | undefined)[] {
    return this.#whole;
  }

  /** A file begins; whether its content is wanted. */
  wants(name: string, offset: number): boolean {
    const split = splitName(name);
    this.#extension = split?.[1];
    if (split === undefined) return false;
    const [key, extension] = split;
    if (key !== this.#key) this.#begin(key, offset);
    if (this.#names.has(extension)) {
      const got = `${name} again`;
      throw shardError("INVALID_FILE", this.#url, "each file of a sample once", got, { offset });
    }
    this.#names.add(extension);
    return this.#isWanted;
  }

  /** The file that began last has ended; false where it belongs to no sample. */
  add({ name, bytes, offset }: TarMember): boolean {
    const extension = this.#extension;
    if (extension === undefined || bytes === undefined) return extension !== undefined;
    this.#bytes += bytes.length;
    if (this.#bytes > this.#maxSample) {
      const need = `samples of at most ${this.#maxSample} bytes`;
      throw shardError("TOO_LARGE", this.#url, need, name, { offset, hint: "raise maxMember" });
    }
    this.#members.push([extension, bytes]);
    return true;
  }

  /** Those samples, once. */
  taken(): readonly (RawSample | undefined)[] {
    const whole = this.#whole;
    this.#whole = [];
    return whole;
  }

  /** The sample under way is whole: another one begins, or the shard has ended as it should. */
  end(): void {
    if (this.#key === undefined) return;
    const [key, url, members] = [this.#key, this.#url, this.#members];
    const sample = { key, url, offset: this.#keys.get(key)!, members };
    this.#whole.push(this.#isWanted ? sample : undefined);
    this.#key = undefined;
  }

  #begin(key: string, offset: number): void {
    this.end();
    const before = this.#keys.get(key);
    if (before !== undefined) {
      const got = `${key} at byte ${before} and again`;
      throw shardError("INVALID_FILE", this.#url, "each key in one place", got, {
        offset,
        hint: "sort the files by name before they go into a shard",
      });
    }
    this.#key = key;
    this.#isWanted = this.#want(this.#keys.size);
    this.#keys.set(key, offset);
    this.#members = [];
    this.#names = new Set();
    this.#bytes = 0;
  }
}
