import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { diskOps, systemCode } from "../io/file-ops.ts";
import { writeFileAtomic } from "../io/index.ts";
import { readWhole } from "../io/read-whole.ts";
import { tarEnd, tarEntry, tarEntrySize } from "../io/tar-entry.ts";
import { removeStale, temporaryPath } from "../io/temporary-path.ts";
import { checkInteger } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import { rngFor } from "../util/rng.ts";
import { listClassFolders } from "./class-listing.ts";
import type { FileTable } from "./file-table.ts";
import { imageExtensions } from "./image-files.ts";
import { sequentialOrder } from "./loader/sampler.ts";
import { ShardFile } from "./shard-file.ts";
import { type IndexedShard, readShardIndex, type ShardIndex } from "./shard-index.ts";

const who = "writeShards";

/** Options of `writeShards`. */
export interface WriteShardsOptions {
  /** The most bytes of a shard; a larger sample gets a shard of its own. Default: 512,000,000. */
  readonly maxBytes?: number | undefined;
  /** The shards' names, with `%04d` for the number. Default: `data-%04d.tar`. */
  readonly pattern?: string | undefined;
  /** Puts the samples into a random order. Default: false, sorted by class and name. */
  readonly shuffle?: boolean | undefined;
  /** What that order derives from. Default: 0. */
  readonly seed?: number | undefined;
  /** Replaces what an earlier call wrote to the same folder. Default: false. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after each image. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes the images of class folders (see `ImageFolder`) as tar shards for `WebDataset`, with an
 * `index.json`, into the folder `out`, which appears when all of it is written. A sample is
 * `<number>.jpg` (the file's bytes as they are, by its own extension) and `<number>.cls`, its label; the
 * number is its place in `ImageFolder`. The same images and options give the same bytes.
 * Throws EXISTS for an `out` that holds anything, NOT_FOUND, TOO_LARGE for a file above 256 MiB,
 * WRITE_FAILED and ABORTED; each leaves nothing behind.
 * @example
 * const index = await writeShards("fixtures/folder", "shards", { maxBytes: 100_000, overwrite: true });
 * console.log(index.shards.length, index.samples);
 */
export async function writeShards(
  folder: string,
  out: string,
  options: WriteShardsOptions = {},
): Promise<ShardIndex> {
  const { overwrite = false, maxBytes = 512_000_000, pattern = "data-%04d.tar" } = options;
  checkInteger(who, "maxBytes", maxBytes, { low: 1 });
  const nameOf = shardNames(pattern);
  const target = resolve(out);
  await checkTarget(out, target, overwrite);
  const list = await listClassFolders(who, folder, { extensions: imageExtensions });
  const temporary = temporaryPath(dirname(target));
  try {
    await mkdir(temporary, { recursive: true });
    await removeStale(dirname(target));
    const shards = await writeAll(temporary, list.samples, { ...options, maxBytes, nameOf });
    const { classes } = list;
    const samples = list.samples.length;
    const index: ShardIndex = { format: "tsvision-shards", version: 1, classes, samples, shards };
    await writeFileAtomic(join(temporary, "index.json"), `${JSON.stringify(index, null, 1)}\n`);
    await publish(temporary, target);
    return index;
  } catch (error) {
    throw error instanceof VisionError ? error : failed(out, error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface Writing extends WriteShardsOptions {
  readonly maxBytes: number;
  readonly nameOf: (shard: number) => string;
}

async function writeAll(
  folder: string,
  samples: FileTable,
  options: Writing,
): Promise<IndexedShard[]> {
  const { maxBytes, nameOf, shuffle = false, seed = 0, signal, onProgress } = options;
  const order = shuffle
    ? rngFor(seed).permutation(samples.length)
    : sequentialOrder(samples.length);
  const digits = Math.max(6, String(samples.length - 1).length);
  const done: IndexedShard[] = [];
  let shard: ShardFile | undefined;
  let count = 0;
  try {
    for (const i of order) {
      if (signal?.aborted) throw aborted(signal.reason);
      const [path, label] = [samples.path(i), samples.label(i)];
      const image = await contentOf(path);
      const labelBytes = new TextEncoder().encode(String(label));
      const size = tarEntrySize(image.length) + tarEntrySize(labelBytes.length);
      if (shard !== undefined && shard.bytes + size + tarEnd.length > maxBytes) {
        done.push(await shard.end());
        shard = undefined;
      }
      shard ??= await ShardFile.create(folder, nameOf(done.length));
      const key = String(i).padStart(digits, "0");
      await shard.add([
        ...tarEntry(key + extensionOf(path), image),
        ...tarEntry(`${key}.cls`, labelBytes),
      ]);
      onProgress?.(++count, samples.length);
    }
    if (shard !== undefined) done.push(await shard.end());
    shard = undefined;
    return done;
  } finally {
    await shard?.close();
  }
}

function contentOf(path: string): Promise<Uint8Array> {
  return readWhole(who, path, (size) => {
    if (size <= 2 ** 28) return Buffer.allocUnsafeSlow(size);
    const hint = "take this file out: no reader of shards takes it";
    const expected = "files of at most 256 MiB";
    throw new VisionError({ code: "TOO_LARGE", who, expected, got: size, hint, file: path });
  });
}

// WebDataset's programs ask for "jpg", however the file was called.
function extensionOf(path: string): string {
  const extension = extname(path).toLowerCase();
  return extension === ".jpeg" ? ".jpg" : extension;
}

function shardNames(pattern: string): (shard: number) => string {
  const match = /^([^/\\%]*)%(?:0(\d{1,2}))?d([^/\\%]*)\.tar$/.exec(pattern);
  if (match === null)
    throw expected(who, 'a pattern like "data-%04d.tar"', pattern, "it needs %d once, and .tar");
  const [, head, width = "1", tail] = match;
  return (shard) => `${head}${String(shard).padStart(Number(width), "0")}${tail}.tar`;
}

// Only an absent or empty folder is free; with `overwrite` also one that holds nothing but shards of ours.
async function checkTarget(out: string, target: string, overwrite: boolean): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw failed(out, error);
  });
  if (names.length === 0) return;
  const hint = "choose another folder, or overwrite what an earlier call wrote";
  const refuse = (got: string) =>
    new VisionError({ code: "EXISTS", who, expected: "an empty folder", got, hint, file: out });
  if (!overwrite) throw refuse(`${names.length} entries`);
  const index = await readShardIndex(join(target, "index.json")).catch(() => undefined);
  const ours = new Set(["index.json", ...(index?.shards.map(({ file }) => file) ?? [])]);
  const other = names.find((name) => index === undefined || !ours.has(name));
  if (other !== undefined) throw refuse(`${other}, which is no shard of an earlier call`);
}

async function publish(temporary: string, target: string): Promise<void> {
  const old = `${temporary}.old`;
  await diskOps.syncFolder(temporary);
  const replaced = await rename(target, old).then(
    () => true,
    () => false, // there is none
  );
  try {
    await rename(temporary, target);
  } catch (error) {
    if (replaced) await rename(old, target);
    throw error;
  }
  await diskOps.syncFolder(dirname(target));
  if (replaced) await rm(old, { recursive: true, force: true });
}

function failed(out: string, cause: unknown): VisionError {
  const hint = "check the disk and who may write there; nothing was left behind";
  const need = `to write shards to ${basename(out)}`;
  return new VisionError({
    code: "WRITE_FAILED",
    who,
    expected: need,
    got: cause,
    hint,
    file: out,
    cause,
  });
}

function aborted(cause: unknown): VisionError {
  const facts = {
    code: "ABORTED",
    who,
    expected: "the shards to be written",
    got: "a stop",
  } as const;
  return new VisionError({ ...facts, hint: "run it again: nothing was left behind", cause });
}
