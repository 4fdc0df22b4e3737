import { dirname, resolve } from "node:path";
import { VisionError } from "../util/errors.ts";
import { diskOps, type FileOps, noSuchOperation, systemCode, writeHint } from "./file-ops.ts";
import { temporaryPath } from "./temporary-path.ts";

const who = "writeFileAtomic";
const largestWrite = 2 ** 30; // the system call takes less than 2 GiB at once

/**
 * What may be written: text (UTF-8), bytes, or several pieces of bytes one after the other, which may also be made
 * while they are written.
 */
export type FileContent = string | Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;

/** Options of `writeFileAtomic`. */
export interface WriteFileOptions {
  /** Whether a file of this name may be replaced. Default true. */
  readonly overwrite?: boolean;
  /** The operations to use; for tests. Default the real disk. */
  readonly ops?: FileOps;
}

/**
 * Writes a file so that its name always leads to the whole old or the whole new content, also
 * after a crash: a temporary file in the same folder, all bytes, fsync, rename, fsync of the
 * folder.
 * A symbolic link of that name is replaced, not followed.
 * Throws `EXISTS` (with `overwrite: false`, never by a race) and `WRITE_FAILED`. An error of tsvision that comes while
 * pieces are made is thrown as it is, and nothing is written.
 * @example await writeFileAtomic("report.json", JSON.stringify({ accuracy: 0.9 }));
 */
export async function writeFileAtomic(
  path: string,
  data: FileContent,
  { overwrite = true, ops = diskOps }: WriteFileOptions = {},
): Promise<void> {
  const pieces = toPieces(data);
  const target = resolve(path);
  const temporary = temporaryPath(dirname(target));
  if (!overwrite && (await ops.exists(target))) throw existsError(path);
  try {
    await writeWhole(ops, temporary, pieces);
    if (overwrite) await ops.rename(temporary, target);
    else await takeName(ops, temporary, target);
  } catch (cause) {
    await ops.remove(temporary).catch(() => undefined); // the first error is the one to report
    if (systemCode(cause) === "EEXIST" && !overwrite) throw existsError(path, cause);
    if (cause instanceof VisionError) throw cause;
    throw await writeError(ops, path, pieces, cause);
  }
  await ops.syncFolder(dirname(target)).catch((cause: unknown) => {
    throw new VisionError({
      code: "WRITE_FAILED",
      who,
      file: path,
      expected: "the folder's new entry to reach the disk",
      got: cause,
      hint: "the new file is in place and whole, but may be gone after a power cut",
      cause,
    });
  });
}

type Pieces = readonly Uint8Array[] | AsyncIterable<Uint8Array>;

async function writeWhole(ops: FileOps, path: string, pieces: Pieces) {
  const file = await ops.create(path);
  try {
    for await (const piece of pieces) {
      for (let done = 0; done < piece.length; ) {
        const count = await file.write(piece.subarray(done, done + largestWrite));
        if (count <= 0) throw new Error("the disk took no more bytes");
        done += count;
      }
    }
    await file.sync();
  } catch (cause) {
    await file.close().catch(() => undefined);
    throw cause;
  }
  await file.close();
}

// A hard link fails if the name is taken, which rename does not. Where the file system has no hard
// links, an empty file reserves the name first; only a crash in between would leave it empty.
async function takeName(ops: FileOps, temporary: string, target: string) {
  try {
    await ops.link(temporary, target);
  } catch (cause) {
    if (!noSuchOperation(cause)) throw cause;
    await (await ops.create(target)).close();
    await ops.rename(temporary, target).catch(async (failure: unknown) => {
      await ops.remove(target).catch(() => undefined);
      throw failure;
    });
    return;
  }
  await ops.remove(temporary).catch(() => ops.remove(temporary)); // the file is already in place
}

function toPieces(data: FileContent): Pieces {
  if (typeof data === "string") return [new TextEncoder().encode(data)];
  return data instanceof Uint8Array ? [data] : data;
}

function existsError(path: string, cause?: unknown): VisionError {
  return new VisionError({
    code: "EXISTS",
    who,
    file: path,
    expected: "a name that is free",
    got: "a file of that name",
    hint: "choose another name, or allow overwriting",
    cause,
  });
}

async function writeError(
  ops: FileOps,
  path: string,
  pieces: Pieces,
  cause: unknown,
): Promise<VisionError> {
  const isWhole = !(Symbol.asyncIterator in pieces);
  const need = isWhole ? `${pieces.reduce((sum, { length }) => sum + length, 0)} ` : "";
  const free = await ops.freeBytes(dirname(resolve(path))).catch(() => undefined);
  const room = free === undefined ? "" : ` (${free} bytes free)`;
  return new VisionError({
    code: "WRITE_FAILED",
    who,
    file: path,
    expected: `to write ${need}bytes`,
    got: `${cause instanceof Error ? cause.message : String(cause)}${room}`,
    hint: `${writeHint(systemCode(cause))}; what was there before is untouched`,
    cause,
  });
}
