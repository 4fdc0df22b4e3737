import { notOfData, VisionError } from "../util/errors.ts";
import type { LeftOut } from "./shard-samples.ts";

/** What happens to a shard or sample that is bad: an error, or left out, with or without a warning. */
export type Handler = "raise" | "skip" | "warn";

/** A shard of which the rest was left out, or a sample that was. */
export interface BadData {
  readonly url: string;
  /** The sample's key; undefined for a shard. */
  readonly key: string | undefined;
  readonly error: VisionError;
}

/** What one iteration over shards met. */
export interface ShardStats {
  /** Shards that were begun. */
  readonly shards: number;
  /** Samples that were given. */
  readonly samples: number;
  /** Bad shards and samples that were left out. */
  readonly bad: readonly BadData[];
  /** Entries of shards that belong to no sample. */
  readonly leftOut: Readonly<LeftOut>;
}

/** Counts of an iteration under way. */
export class ShardCounts implements ShardStats {
  shards = 0;
  samples = 0;
  readonly bad: BadData[] = [];
  readonly leftOut: LeftOut = { entries: 0, names: 0 };
  readonly #handler: Handler;
  readonly #most: number;

  constructor(handler: Handler, most: number) {
    this.#handler = handler;
    this.#most = most;
  }

  /** Something is bad: throws, or counts it, and warns if that is wished. */
  note(url: string, key: string | undefined, error: unknown): void {
    if (this.#handler === "raise" || !(error instanceof VisionError)) throw error;
    if (notOfData.includes(error.code) || error.code === "INVALID_ARGUMENT") throw error;
    this.bad.push({ url, key, error });
    if (this.bad.length > this.#most) {
      const { code, file, offset } = error;
      throw new VisionError({
        code,
        who: "WebDataset",
        expected: `at most ${this.#most} bad shards and samples`,
        got: `${this.bad.length}, the last one: ${error.message}`,
        hint: "repair the data, or raise maxBad",
        ...(file === undefined ? {} : { file }),
        ...(offset === undefined ? {} : { offset }),
        cause: error,
      });
    }
    if (this.#handler !== "warn") return;
    const what = key === undefined ? "the rest of a shard" : "a sample";
    const text = `${what} was left out: ${error.message}`;
    process.emitWarning(text, { type: "TsvisionHint", code: "TSVISION_BAD_DATA" });
  }
}
