import type { StreamUrlOptions } from "../io/stream-url.ts";
import { rngFor } from "../util/rng.ts";
import type { Handler, ShardCounts } from "./bad-data.ts";
import type { IterateOptions } from "./loader/iterable-dataset.ts";
import { openShard, shardError, shardName } from "./shard-bytes.ts";
import { type RawSample, shardRuns } from "./shard-samples.ts";
import { shardSequence } from "./shard-sequence.ts";
import { type ShuffleBuffer, ShuffleOrder } from "./shuffle-order.ts";

/** Shards, and how they become a stream of samples. */
export interface ShardPlan {
  readonly urls: readonly string[];
  /** Samples and bytes of each shard, where an index tells them. */
  readonly known: readonly { readonly samples: number; readonly bytes: number }[] | undefined;
  readonly shardShuffle: boolean;
  readonly shuffle: ShuffleBuffer;
  readonly resampled: boolean;
  /** Samples of an epoch; the shards begin again where they have fewer. */
  readonly length: number | undefined;
  readonly maxMember: number;
  readonly handler: Handler;
  readonly http: StreamUrlOptions;
}

/**
 * The samples of an epoch from number `skip` on, not decoded. To find the place, only numbers are
 * shuffled where the shards' counts are known: shards that are not needed are not opened. Else what
 * comes before is read, but not decoded.
 */
export async function* shardStream(
  plan: ShardPlan,
  options: IterateOptions,
  counts: ShardCounts,
): AsyncGenerator<RawSample, void, undefined> {
  const { seed, epoch, rank, skip } = options;
  const { length = Infinity } = plan;
  const order = new ShuffleOrder(plan.shuffle, rngFor(seed, epoch, 2, rank));
  const start = fastForward(plan, options, order);
  const held = new Map<number, RawSample>();
  const needed = new Set(order.held);
  const wants = wantsOf(plan, start, skip, needed);
  const source = new Numbered(plan, options, counts, wants);
  try {
    while (held.size < needed.size) {
      const one = source.here() ?? (await source.next());
      if (one === undefined) throw changed(plan);
      if (one.sample !== undefined) held.set(one.number, one.sample);
    }
    for (let given = start.given; given < length; ) {
      const step = order.next();
      if (step === "done") return;
      if (step === "more") {
        const one = source.here() ?? (await source.next());
        if (one !== undefined && one.number < start.next) continue; // it was given before
        if (one === undefined) order.end();
        else order.push(one.number);
        if (one?.sample !== undefined) held.set(one.number, one.sample);
        continue;
      }
      const sample = held.get(step);
      held.delete(step);
      if (given++ < skip) continue;
      counts.samples++;
      yield sample!;
    }
  } finally {
    await source.close();
  }
}

interface Start {
  /** Samples that were given before. */
  readonly given: number;
  /** The first number that the order has not seen. */
  readonly next: number;
}

// Without the counts the same is done in `shardStream`, sample by sample.
function fastForward(plan: ShardPlan, options: IterateOptions, order: ShuffleOrder): Start {
  const { known, handler } = plan;
  const { skip } = options;
  if (known === undefined || handler !== "raise" || skip === 0) return { given: 0, next: 0 };
  let total = 0;
  if (isEndless(plan)) total = Infinity;
  else for (const shard of sequenceOf(plan, options)) total += known[shard]!.samples;
  let [given, next] = [0, 0];
  while (given < skip) {
    const step = order.next();
    if (step === "done") break;
    if (step !== "more") given++;
    else if (next < total) order.push(next++);
    else order.end();
  }
  return { given, next };
}

interface Wants {
  one(number: number): boolean;
  /** Whether one of the numbers from `from` up to `to` (not included) is wanted. */
  some(from: number, to: number): boolean;
}

function wantsOf(plan: ShardPlan, start: Start, skip: number, needed: ReadonlySet<number>): Wants {
  if (start.given === 0) {
    const from = plan.shuffle.size <= 1 ? skip : 0;
    return { one: (number) => number >= from, some: () => true };
  }
  return {
    one: (number) => number >= start.next || needed.has(number),
    some: (from, to) => to > start.next || [...needed].some((one) => one >= from && one < to),
  };
}

/** Shards that come for ever. */
export function isEndless({ resampled, length }: ShardPlan): boolean {
  return resampled || length !== undefined;
}

/** The numbers of the shards of an epoch, in order. */
export function sequenceOf(plan: ShardPlan, options: IterateOptions): Generator<number> {
  const { resampled, shardShuffle } = plan;
  const repeat = isEndless(plan);
  return shardSequence(plan.urls.length, { ...options, shuffle: shardShuffle, resampled, repeat });
}

interface NumberedSample {
  readonly number: number;
  /** Undefined where it was not wanted. */
  readonly sample: RawSample | undefined;
}

/** Samples that can be had without waiting, and the number of the first. */
interface NumberedRun {
  readonly first: number;
  readonly samples: readonly (RawSample | undefined)[];
}

/** Samples numbered through all shards of an epoch. */
class Numbered {
  readonly #runs: AsyncGenerator<NumberedRun, void, undefined>;
  #run: NumberedRun = { first: 0, samples: [] };
  #at = 0;

  constructor(plan: ShardPlan, options: IterateOptions, counts: ShardCounts, wants: Wants) {
    this.#runs = numbered(plan, options, counts, wants);
  }

  /** The next one, if nothing has to be waited for. */
  here(): NumberedSample | undefined {
    const { first, samples } = this.#run;
    if (this.#at === samples.length) return undefined;
    const at = this.#at++;
    return { number: first + at, sample: samples[at] };
  }

  /** The next one; undefined at the end. */
  async next(): Promise<NumberedSample | undefined> {
    const one = this.here();
    if (one !== undefined) return one;
    const { value, done } = await this.#runs.next();
    if (done) return undefined;
    this.#run = value;
    this.#at = 0;
    return this.next();
  }

  async close(): Promise<void> {
    await this.#runs.return();
  }
}

async function* numbered(
  plan: ShardPlan,
  options: IterateOptions,
  counts: ShardCounts,
  wants: Wants,
): AsyncGenerator<NumberedRun, void, undefined> {
  const { urls, known, handler } = plan;
  let [base, empty] = [0, 0];
  for (const shard of sequenceOf(plan, options)) {
    const url = urls[shard]!;
    const expectedCount = known?.[shard]?.samples;
    let index = 0;
    if (expectedCount !== undefined && handler === "raise") {
      if (!wants.some(base, base + expectedCount)) index = expectedCount;
    }
    if (index === 0) {
      for await (const samples of oneShard(plan, shard, counts, (i) => wants.one(base + i))) {
        yield { first: base + index, samples };
        index += samples.length;
      }
      if (expectedCount !== undefined && handler === "raise") checkCount(url, expectedCount, index);
    }
    base += index;
    empty = index > 0 ? 0 : empty + 1;
    checkNotEmpty(plan, counts, base, empty);
  }
  if (base === 0 && counts.bad.length > 0) throw counts.bad.at(-1)!.error;
}

async function* oneShard(
  plan: ShardPlan,
  shard: number,
  counts: ShardCounts,
  want: (index: number) => boolean,
): AsyncGenerator<readonly (RawSample | undefined)[], void, undefined> {
  const { http, known, maxMember } = plan;
  const url = plan.urls[shard]!;
  counts.shards++;
  try {
    const opened = await openShard(url, http, known?.[shard]?.bytes);
    yield* shardRuns(url, opened, { maxMember, want, leftOut: counts.leftOut });
  } catch (error) {
    counts.note(url, undefined, error);
  }
}

function changed(plan: ShardPlan): Error {
  const hint = "begin the epoch again: the shards are not those of the saved position";
  return shardError("MISMATCH", plan.urls[0]!, "the samples of the saved position", "fewer", {
    hint,
  });
}

function checkCount(url: string, expected: number, got: number): void {
  if (got === expected) return;
  throw shardError("MISMATCH", url, `the ${expected} samples of the index`, got);
}

// A stream that begins again and again must come to a sample.
function checkNotEmpty(plan: ShardPlan, counts: ShardCounts, base: number, empty: number): void {
  if (!isEndless(plan) || empty < 2 * plan.urls.length) return;
  if (counts.bad.length > 0) throw counts.bad.at(-1)!.error;
  const name = plan.urls.map(shardName).join(", ");
  throw shardError("NOT_FOUND", plan.urls[0]!, "samples in the shards", `${base} in ${name}`);
}
