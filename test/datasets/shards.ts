import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WebSample } from "../../src/datasets/index.ts";
import { tarEnd, tarEntry } from "../../src/io/tar-entry.ts";
import { VisionError } from "../../src/util/errors.ts";
import { withFolder } from "./temp-folder.ts";

/** Files of a shard: name and content. */
export type ShardFiles = readonly (readonly [name: string, content: string | Uint8Array])[];

/** A tar archive with these files. */
export function shardOf(files: ShardFiles, end: Uint8Array = tarEnd): Uint8Array {
  const pieces = files.flatMap(([name, content]) =>
    tarEntry(name, typeof content === "string" ? Buffer.from(content) : content),
  );
  return Buffer.concat([...pieces, end]);
}

/** `count` samples of `txt` and `cls`, from `first` on: "007.txt" is "text 7", "007.cls" is "7". */
export function numberedShard(first: number, count: number): Uint8Array {
  return shardOf(
    Array.from({ length: count }, (_, i) => first + i).flatMap((i) => [
      [`${String(i).padStart(4, "0")}.txt`, `text ${i}`],
      [`${String(i).padStart(4, "0")}.cls`, String(i)],
    ]),
  );
}

/** A header with another checksum that fits its new bytes. */
export function withSum(archive: Uint8Array, at: number, change: (header: Buffer) => void): Buffer {
  const bytes = Buffer.from(archive);
  const header = bytes.subarray(at, at + 512);
  change(header);
  header.fill(32, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return bytes;
}

/** Shards data-0.tar, data-1.tar, ... of so many numbered samples. */
export async function withShards<T>(
  counts: readonly number[],
  use: (pattern: string, folder: string) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    let first = 0;
    for (const [i, count] of counts.entries()) {
      await writeFile(join(folder, `data-${i}.tar`), numberedShard(first, count));
      first += count;
    }
    return use(join(folder, `data-{0..${counts.length - 1}}.tar`), folder);
  });
}

/** The labels of numbered samples, each checked against its text and key. */
export async function labels(samples: AsyncIterable<WebSample>): Promise<number[]> {
  const got: number[] = [];
  for await (const sample of samples) {
    assert.equal(sample["txt"], `text ${sample["cls"]}`);
    assert.equal(Number(sample.__key__), sample["cls"]);
    got.push(sample["cls"] as number);
  }
  return got;
}

/** The error that an action ends with. */
export async function refusal(action: Promise<unknown>): Promise<VisionError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof VisionError, String(error));
  return error;
}

/** All that comes. */
export async function collected<T>(samples: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const sample of samples) got.push(sample);
  return got;
}
