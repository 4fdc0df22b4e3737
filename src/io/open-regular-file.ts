import { constants } from "node:fs";
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
    const missing = ["ENOENT", "ENOTDIR"].includes(systemCode(cause));
    throw new VisionError({
      code: missing ? "NOT_FOUND" : "INVALID_FILE",
      who,
      file: path,
      expected: "a file that can be read",
      got: cause,
      hint: missing ? "check the path" : "check what the path leads to and who may read it",
      cause,
    });
  }
}
