import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import type { StreamUrlOptions } from "../io/stream-url.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import { type Handler, ShardCounts } from "./bad-data.ts";
import type { IterateOptions } from "./loader/iterable-dataset.ts";
import type { IndexedShard, ShardIndex } from "./shard-index.ts";
import type { RawSample } from "./shard-samples.ts";
import { type ShardPlan, sequenceOf, shardStream } from "./shard-stream.ts";
import { shardKind, shardPath, shardUrls } from "./shard-urls.ts";
import type { ShuffleBuffer } from "./shuffle-order.ts";

const who = "WebDataset";

/** Which shards are read, and in which order. */
export interface ShardSourceOptions {
  /** Samples that wait in a buffer to be drawn at random. Default: 0, in the shards' order. */
  readonly shuffle?: number | ShuffleBuffer | undefined;
  /** Another order of the shards in every epoch. Default: false. */
  readonly shardShuffle?: boolean | undefined;
  /**
   * What happens to a shard that is damaged (its rest is left out) and, where samples are read without a
   * loader, to one that cannot be decoded. Default: `raise`. A loader has `onError` for its samples.
   */
  readonly handler?: Handler | undefined;
  /** Bad shards and samples that an epoch may leave out. Default: 16. */
  readonly maxBad?: number | undefined;
  /** Samples of an epoch: the shards begin again where they have fewer. Default: one pass. */
  readonly length?: number | undefined;
  /** Shards are drawn at random, again and again; without `length` an epoch never ends. */
  readonly resampled?: boolean | undefined;
  /** This process among `worldSize`, which share the shards. Default: what the loader says. */
  readonly rank?: number | undefined;
  readonly worldSize?: number | undefined;
  /** The most bytes of a file in a shard. Default: 256 MiB. */
  readonly maxMember?: number | undefined;
  /** What `tsvision shard` wrote beside the shards. */
  readonly index?: ShardIndex | undefined;
  /** Attempts, pauses and patience where shards come from http(s). */
  readonly http?: StreamUrlOptions | undefined;
}

/** Shards as a stream of samples that are not decoded. */
export class ShardSource {
  readonly urls: readonly string[];
  readonly handler: Handler;
  readonly #options: ShardSourceOptions;
  readonly #plan: ShardPlan;
  #counts: ShardCounts;
  #fingerprint: string | undefined;

  constructor(patterns: string | readonly string[], options: ShardSourceOptions = {}) {
    checkOptions(options);
    this.urls = shardUrls(patterns);
    this.handler = options.handler ?? "raise";
    this.#options = options;
    this.#plan = planOf(this.urls, options);
    this.#counts = new ShardCounts("raise", 0);
  }

  /** What the last iteration that was begun met so far. */
  get counts(): ShardCounts {
    return this.#counts;
  }

  /** Samples of an epoch, where `length` or an index tells them. */
  get length(): number | undefined {
    const { length, known, resampled } = this.#plan;
    if (length !== undefined) return length;
    if (known === undefined || resampled || this.handler !== "raise") return undefined;
    const { rank = 0, worldSize = 1 } = this.#options;
    let total = 0;
    const options = { seed: 0, epoch: 0, skip: 0, rank, worldSize };
    for (const shard of sequenceOf({ ...this.#plan, shardShuffle: false }, options))
      total += known[shard]!.samples;
    return total;
  }

  iterate(options: IterateOptions): AsyncGenerator<RawSample, void, undefined> {
    const { rank = options.rank, worldSize = options.worldSize, maxBad = 16 } = this.#options;
    this.#counts = new ShardCounts(this.handler, maxBad);
    this.#checkRanks(options, worldSize);
    return shardStream(this.#plan, { ...options, rank, worldSize }, this.#counts);
  }

  /** Of the shards' names and sizes, and of the options that their order depends on. */
  fingerprint(): string {
    if (this.#fingerprint !== undefined) return this.#fingerprint;
    const { shardShuffle, shuffle, resampled, length, handler } = this.#plan;
    const { rank, worldSize } = this.#options;
    const order = { shardShuffle, shuffle, resampled, length, handler, rank, worldSize };
    const hash = createHash("sha256").update(JSON.stringify(order));
    for (const [i, url] of this.urls.entries())
      hash.update(`\n${url}\0${this.#plan.known?.[i]?.bytes ?? sizeOf(url)}`);
    this.#fingerprint = hash.digest("hex").slice(0, 32);
    return this.#fingerprint;
  }

  // A length that an index tells is that of a rank; the loader cannot ask for another one.
  #checkRanks({ worldSize }: IterateOptions, own: number): void {
    if (worldSize !== 1 && worldSize !== own)
      throw expected(who, "the worldSize of the loader", own, "give both the same");
    const isTold = this.#options.worldSize !== undefined || this.#options.length !== undefined;
    if (worldSize === 1 || isTold || this.length === undefined) return;
    const hint = "pass rank and worldSize to WebDataset as well, or a length";
    throw expected(who, `the length of one of ${worldSize} ranks`, "that of all", hint);
  }
}

function planOf(urls: readonly string[], options: ShardSourceOptions): ShardPlan {
  const { shuffle = 0, index } = options;
  return {
    urls,
    known: index === undefined ? undefined : knownOf(urls, index),
    shardShuffle: options.shardShuffle ?? false,
    shuffle: typeof shuffle === "number" ? { size: shuffle } : shuffle,
    resampled: options.resampled ?? false,
    length: options.length,
    maxMember: options.maxMember ?? 2 ** 28,
    handler: options.handler ?? "raise",
    http: options.http ?? {},
  };
}

function knownOf(urls: readonly string[], { shards }: ShardIndex): IndexedShard[] {
  const byName = new Map(shards.map((shard) => [shard.file, shard]));
  return urls.map((url) => {
    const name = shardKind(url) === "http" ? new URL(url).pathname : shardPath(url);
    const shard = byName.get(decodeURIComponent(basename(name)));
    if (shard !== undefined) return shard;
    const hint = "pass the index of these shards, or none";
    throw new VisionError({
      code: "MISMATCH",
      who,
      expected: "a shard of the index",
      got: url,
      hint,
    });
  });
}

function checkOptions(options: ShardSourceOptions): void {
  const { shuffle = 0, resampled = false, length, rank, worldSize } = options;
  const { size, initial } = typeof shuffle === "number" ? { size: shuffle } : { ...shuffle };
  checkInteger(who, "shuffle", size, { high: 1_000_000 });
  if (initial !== undefined) checkInteger(who, "shuffle.initial", initial, { low: 1 });
  if (length !== undefined) checkInteger(who, "length", length, { low: 1 });
  if (options.maxMember !== undefined)
    checkInteger(who, "maxMember", options.maxMember, { low: 1, high: 2 ** 31 });
  if (options.maxBad !== undefined) checkInteger(who, "maxBad", options.maxBad);
  checkChoice(who, "handler", options.handler ?? "raise", ["raise", "skip", "warn"]);
  if ((rank === undefined) !== (worldSize === undefined))
    throw expected(who, "rank and worldSize together", { rank, worldSize }, "pass both");
  if (worldSize !== undefined) checkInteger(who, "worldSize", worldSize, { low: 1 });
  if (rank !== undefined) checkInteger(who, "rank", rank, { high: worldSize! - 1 });
  if (resampled && options.shardShuffle === true)
    throw expected(who, "resampled or shardShuffle", "both", "resampled draws shards at random");
}

function sizeOf(url: string): number | string {
  if (shardKind(url) !== "file") return "?";
  return statSync(shardPath(url), { throwIfNoEntry: false })?.size ?? "missing";
}
