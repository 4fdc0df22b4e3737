import { readFile } from "node:fs/promises";
import { streamUrl } from "../io/stream-url.ts";
import { VisionError } from "../util/errors.ts";
import { shardKind, shardPath } from "./shard-urls.ts";

/** One shard in an index. */
export interface IndexedShard {
  /** Its name, beside the index. */
  readonly file: string;
  readonly samples: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What `tsvision shard` writes beside its shards as index.json. */
export interface ShardIndex {
  readonly format: "tsvision-shards";
  readonly version: 1;
  /** The classes' names, in the order of their labels. */
  readonly classes: readonly string[];
  /** Of all shards. */
  readonly samples: number;
  readonly shards: readonly IndexedShard[];
}

const mostBytes = 2 ** 26;

/**
 * Reads an index of shards, from a file or an http(s) address.
 * Throws INVALID_FILE for one that breaks a rule, NOT_FOUND, NETWORK, TOO_LARGE.
 */
export async function readShardIndex(url: string): Promise<ShardIndex> {
  const bytes = shardKind(url) === "http" ? await fetched(url) : await read(url);
  if (bytes.length > mostBytes)
    throw refuse("TOO_LARGE", url, `at most ${mostBytes} bytes`, "more");
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw refuse("INVALID_FILE", url, "an index of shards in JSON", cause);
  }
  const problem = problemOf(value as ShardIndex);
  if (problem !== undefined) throw refuse("INVALID_FILE", url, problem, value);
  return value as ShardIndex;
}

async function read(url: string): Promise<Buffer> {
  try {
    return await readFile(shardPath(url));
  } catch (cause) {
    throw refuse("NOT_FOUND", url, "an index of shards that can be read", cause);
  }
}

async function fetched(url: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of streamUrl("WebDataset", url)) {
    parts.push(part);
    size += part.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(parts);
}

function problemOf(index: ShardIndex): string | undefined {
  if (index?.format !== "tsvision-shards" || index.version !== 1)
    return "format tsvision-shards, version 1";
  const { classes, shards, samples } = index;
  if (!Array.isArray(classes) || classes.some((name) => typeof name !== "string"))
    return "classes, a list of names";
  if (!Array.isArray(shards) || shards.length === 0) return "shards, a list";
  if (!shards.every(isShard)) return "shards of the form { file, samples, bytes, sha256 }";
  const sum = shards.reduce((total, shard) => total + shard.samples, 0);
  return sum === samples ? undefined : `${sum} samples, as the shards have`;
}

function isShard(shard: IndexedShard): boolean {
  const counts = [shard?.samples, shard?.bytes];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return false;
  if (typeof shard.sha256 !== "string" || !/^[0-9a-f]{64}$/.test(shard.sha256)) return false;
  return typeof shard.file === "string" && /^[^/\\]+$/.test(shard.file);
}

function refuse(
  code: "INVALID_FILE" | "NOT_FOUND" | "TOO_LARGE",
  file: string,
  expected: string,
  got: unknown,
): VisionError {
  const hint = "pass the index.json that `tsvision shard` wrote, or the shards themselves";
  const cause = got instanceof Error ? { cause: got } : {};
  return new VisionError({ code, who: "WebDataset", expected, got, hint, file, ...cause });
}
