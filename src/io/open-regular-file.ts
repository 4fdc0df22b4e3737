import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { VisionError } from "../util/errors.ts";
import { systemCode } from "./file-ops.ts";

/**
 * Opens a file for reading; folders, pipes and devices are refused, as they may have no end.
 * Throws `NOT_FOUND` or `INVALID_FILE`, naming `who` wanted it. The caller closes the handle.
 */
export async function openRegularFile(who: string, path: string): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await handle.stat()).isFile()) return handle;
    throw new Error("not a regular file");
  } catch (cause) {
    await handle?.close();
    throw refused(who, path, cause);
  }
}

/** All of a file's bytes at once, as `openRegularFile` would let them be read; for threads that may wait. */
export function readRegularFile(who: string, path: string): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(file).isFile()) throw new Error("not a regular file");
    return readFileSync(file);
  } catch (cause) {
    throw refused(who, path, cause);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function refused(who: string, path: string, cause: unknown): VisionError {
  const missing = ["ENOENT", "ENOTDIR"].includes(systemCode(cause));
  return new VisionError({
    code: missing ? "NOT_FOUND" : "INVALID_FILE",
    who,
    file: path,
    expected: "a file that can be read",
    got: cause,
    hint: missing ? "check the path" : "check what the path leads to and who may read it",
    cause,
  });
}
