import type { Dirent } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { lacksHandles } from "../io/file-ops.ts";
import { noHandlesHint } from "../io/open-regular-file.ts";
import { VisionError } from "../util/errors.ts";

/** What a folder can hold; `other` are pipes, sockets and devices. */
export type EntryKind = "file" | "folder" | "link" | "other";

/** Something in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What a folder itself holds. */
export async function entriesOf(who: string, folder: string): Promise<FolderEntry[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, kind: entryKind(entry) }));
  } catch (cause) {
    throw unreadable(who, folder, cause);
  }
}

/** Where a folder really is, links resolved. */
export async function realFolder(who: string, folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw unreadable(who, folder, cause);
  }
}

function entryKind(entry: Pick<Dirent, "isDirectory" | "isFile" | "isSymbolicLink">): EntryKind {
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink()) return "link";
  return entry.isFile() ? "file" : "other";
}

function unreadable(who: string, folder: string, cause: unknown): VisionError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (cause instanceof VisionError) return cause;
  const facts = { who, expected: "a folder that can be read", got: cause, file: folder, cause };
  if (code === "ENOENT") {
    const hint = "check the path; it counts from the working folder unless it is absolute";
    return new VisionError({ ...facts, code: "NOT_FOUND", hint });
  }
  if (code === "ENOTDIR")
    return new VisionError({ ...facts, hint: "pass the folder that holds the class folders" });
  if (lacksHandles(cause))
    return new VisionError({ ...facts, code: "EXHAUSTED", hint: noHandlesHint });
  const hint = "check the permissions of it and of what it holds";
  return new VisionError({ ...facts, code: "INVALID_FILE", hint });
}

/**
 * What a path leads to, links followed. A dangling link counts as a file, whose reading will fail
 * with its name (torchvision lists it too).
 */
export async function kindOf(path: string): Promise<EntryKind> {
  try {
    return entryKind(await stat(path));
  } catch {
    return "file";
  }
}

/** Refuses names that are no UTF-8: they come from Node with U+FFFD and then cannot be opened. */
export async function checkDecodable(who: string, path: string): Promise<void> {
  if (!path.includes("\ufffd")) return;
  try {
    await lstat(path);
  } catch (cause) {
    throw new VisionError({
      code: "NOT_FOUND",
      who,
      expected: "names in UTF-8",
      got: path,
      hint: "rename the file or folder",
      file: path,
      cause,
    });
  }
}
