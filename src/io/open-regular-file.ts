import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { type ErrorCode, VisionError } from "../util/errors.ts";
import { systemCode } from "./file-ops.ts";

/** Without O_NONBLOCK, opening a pipe waits until somebody writes to it. */
export const fileFlags: number = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** How many bytes a call reads: the system's takes less than 2 GiB. */
export const mostAtOnce: number = 2 ** 30;

/**
 * Opens a file for reading; folders, pipes and devices are refused, as they may have no end.
 * Throws `NOT_FOUND`, `INVALID_FILE`, or `EXHAUSTED` where the system has no handles left, naming `who` wanted it.
 * The caller closes the handle.
 */
export async function openRegularFile(who: string, path: string): Promise<FileHandle> {
  return (await openWithStats(who, path)).handle;
}

/** The same, and what the file was like then. */
export async function openWithStats(
  who: string,
  path: string,
): Promise<{ readonly handle: FileHandle; readonly stats: Stats }> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, fileFlags);
    return { handle, stats: checkFile(await handle.stat()) };
  } catch (cause) {
    await handle?.close();
    throw unreadable(who, path, cause);
  }
}

/** Gives memory for so many bytes of a file. */
export type FileMemory = (size: number) => Buffer;

/** All of a file's bytes at once, as `readWhole` would give them; for threads that may wait. */
export function readRegularFile(
  who: string,
  path: string,
  memory: FileMemory = Buffer.allocUnsafeSlow,
): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, fileFlags);
    const before = checkFile(fstatSync(file));
    if (before.size === 0) return readFileSync(file); // some system files do not tell
    const bytes = memory(before.size);
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(file, bytes, done, Math.min(bytes.length - done, mostAtOnce), null);
      if (count === 0) break;
      done += count;
    }
    checkSame(before, fstatSync(file));
    return bytes;
  } catch (cause) {
    throw unreadable(who, path, cause);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Throws unless it is a file. */
export function checkFile(stats: Stats): Stats {
  if (stats.isFile()) return stats;
  throw new Error("not a regular file");
}

/** Throws where a file was changed: bytes of two versions may make a picture that nobody made, which no decoder notices. */
export function checkSame(before: Stats, after: Stats): void {
  if (before.size === after.size && before.mtimeMs === after.mtimeMs) return;
  throw new Error("it was changed while it was read");
}

/** What to do where the system opens no more files. */
export const noHandlesHint = "raise the limit of open files (ulimit -n), or close some";

/** The error for a file that could not be opened or read, by what the system says. */
export function unreadable(who: string, path: string, cause: unknown): VisionError {
  const [code, hint] = reasons[systemCode(cause)] ?? other;
  const expected = "a file that can be read";
  return new VisionError({ code, who, file: path, expected, got: cause, hint, cause });
}

type Reason = readonly [code: ErrorCode, hint: string];

const missing: Reason = ["NOT_FOUND", "check the path"];
const noHandles: Reason = ["EXHAUSTED", noHandlesHint];
const other: Reason = ["INVALID_FILE", "check what the path leads to and who may read it"];
const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EMFILE: noHandles,
  ENFILE: noHandles,
  ENOMEM: ["EXHAUSTED", "free memory, or load fewer at once"],
  EIO: ["INVALID_FILE", "check the disk"],
};
