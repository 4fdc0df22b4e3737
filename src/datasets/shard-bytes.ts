import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { openRegularFile } from "../io/open-regular-file.ts";
import { type StreamUrlOptions, shownUrl, streamUrl } from "../io/stream-url.ts";
import { recycle, uninitializedBytes } from "../util/allocate.ts";
import { type ErrorCode, VisionError } from "../util/errors.ts";
import { shardKind, shardPath } from "./shard-urls.ts";

const who = "WebDataset";

const pieceSize = 2 ** 19;

/** A shard that was opened. */
export interface ShardBytes {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many they are, where that is known. */
  readonly size: number | undefined;
}

/**
 * Opens a shard: a file, what comes from an http(s) address, or standard input; gzip, told by its first
 * bytes, is unpacked. `expectedSize` is what an index says of a file's bytes.
 * Throws NOT_FOUND, NETWORK, MISMATCH for another size; while reading also INVALID_FILE.
 */
export async function openShard(
  url: string,
  options: StreamUrlOptions = {},
  expectedSize?: number,
): Promise<ShardBytes> {
  const kind = shardKind(url);
  if (kind === "http") return unpacked(url, () => streamUrl(who, url, options), undefined);
  if (kind === "stdin") return unpacked(url, standardInput, undefined);
  const handle = await openRegularFile(who, shardPath(url));
  try {
    const { size } = await handle.stat();
    if (expectedSize !== undefined && size !== expectedSize)
      throw shardError("MISMATCH", url, `the ${expectedSize} bytes of the index`, `${size} bytes`);
    return await unpacked(url, (reuse) => fileBytes(handle, url, reuse), size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What errors call a shard. */
export function shardName(url: string): string {
  return url === "-" ? "standard input" : shownUrl(url);
}

/** The error of a shard. */
export function shardError(
  code: ErrorCode,
  url: string,
  expected: string,
  got: unknown,
  more: { readonly hint?: string; readonly offset?: number; readonly cause?: unknown } = {},
): VisionError {
  const { hint = "write or fetch the shard again", ...rest } = more;
  return new VisionError({ code, who, expected, got, hint, file: shardName(url), ...rest });
}

/** Set once it is known that nobody looks at a piece after the next has come. */
interface Reuse {
  allowed: boolean;
}

// 64 KiB first, so that the first sample does not wait for more than it needs. The next piece is read
// while the consumer works on the last one.
async function* fileBytes(
  handle: FileHandle,
  url: string,
  reuse: Reuse,
): AsyncGenerator<Uint8Array> {
  let position = 0;
  const buffers = [uninitializedBytes(2 ** 16), uninitializedBytes(pieceSize)];
  const readInto = (buffer: Uint8Array) => handle.read(buffer, 0, buffer.length, position);
  let reading = readInto(buffers[0]!);
  try {
    for (let turn = 0; ; turn ^= 1) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) return;
      position += bytesRead;
      const other = turn ^ 1;
      if (!reuse.allowed || buffers[other]!.length < pieceSize) {
        if (reuse.allowed) recycle(buffers[other]!);
        buffers[other] = uninitializedBytes(pieceSize);
      }
      reading = readInto(buffers[other]!);
      reading.catch(() => {}); // it is reported when its turn comes
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    throw shardError("INVALID_FILE", url, "a file that can be read", cause, {
      offset: position,
      hint: "check the disk",
      cause,
    });
  } finally {
    await reading.catch(() => {});
    if (reuse.allowed) buffers.forEach(recycle);
    await handle.close();
  }
}

async function* standardInput(): AsyncGenerator<Uint8Array> {
  if (process.stdin.readableEnded || process.stdin.destroyed) {
    const hint = "one epoch only: begin again with new input, or name files";
    throw shardError("INVALID_ARGUMENT", "-", "input that was not read yet", "its end", { hint });
  }
  yield* process.stdin as AsyncIterable<Uint8Array>;
}

// Looks at the first bytes; all of the source comes out again, unpacked if it is gzip.
async function unpacked(
  url: string,
  open: (reuse: Reuse) => AsyncGenerator<Uint8Array>,
  size: number | undefined,
): Promise<ShardBytes> {
  const reuse = { allowed: false };
  const source = open(reuse);
  const first: Uint8Array[] = [];
  let count = 0;
  while (count < 2) {
    const { value, done } = await source.next();
    if (done) break;
    first.push(value);
    count += value.length;
  }
  const head = Buffer.concat(first.map((piece) => piece.subarray(0, 2)));
  const whole = joined(first, source);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  reuse.allowed = !isGzip; // the inflater keeps pieces while it works
  return isGzip ? { bytes: gunzipped(url, whole), size: undefined } : { bytes: whole, size };
}

async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return(undefined); // also where the consumer left before `rest` had its turn
  }
}

async function* gunzipped(
  url: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const moved = { in: 0, out: 0 };
  const counted = async function* () {
    for await (const bytes of source) {
      moved.in += bytes.length;
      yield bytes;
    }
  };
  const input = Readable.from(counted(), { objectMode: false });
  const unzip = createGunzip({ chunkSize: 2 ** 17 });
  input.on("error", (error) => unzip.destroy(error));
  try {
    for await (const bytes of input.pipe(unzip) as AsyncIterable<Uint8Array>) {
      moved.out += bytes.length;
      // gzip reaches 1000:1 on zeros; images and text never come near 100:1.
      if (moved.out > 2 ** 20 + 100 * moved.in)
        throw shardError("TOO_LARGE", url, "at most 100 times the packed bytes", moved);
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    const isCut = (cause as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
    const code = isCut ? "TAR_TRUNCATED" : "INVALID_FILE";
    throw shardError(code, url, "a whole gzip file", cause, { offset: moved.out, cause });
  } finally {
    input.destroy();
    unzip.destroy();
  }
}
