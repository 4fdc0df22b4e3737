import { type Dirent, readdir as readdirWithCallback } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { VisionError } from "../util/errors.ts";

/** What a folder can hold; `other` are pipes, sockets and devices. */
export type EntryKind = "file" | "folder" | "link" | "other";

/** Something in a folder; its path starts below that folder and has "/" between the parts. */
export interface FolderEntry {
  readonly path: string;
  readonly kind: EntryKind;
}

/** All that lies below a folder at any depth, a folder before what it holds; links not followed. */
export async function* entriesBelow(who: string, cwd: string): AsyncGenerator<FolderEntry> {
  const stream = fastGlob.stream("**", {
    cwd,
    fs: { readdir: refusingLineBreaks(who) },
    dot: true,
    followSymbolicLinks: false,
    objectMode: true,
    onlyFiles: false,
    unique: false,
  });
  try {
    for await (const item of stream) {
      const { path, dirent } = item as unknown as fastGlob.Entry;
      yield { path, kind: entryKind(dirent) };
    }
  } catch (cause) {
    throw unreadable(who, cwd, cause);
  }
}

// fast-glob's patterns match none of JavaScript's four line breaks: it would leave such names out without a word.
function refusingLineBreaks(who: string): typeof readdirWithCallback {
  const listing = (folder: string, options: { withFileTypes: true }, done: Listed): void =>
    readdirWithCallback(folder, options, (error, entries) => {
      const odd = entries?.find(({ name }) => /[\n\r\u2028\u2029]/.test(name));
      done(error ?? (odd === undefined ? null : lineBreak(who, join(folder, odd.name))), entries);
    });
  return listing as typeof readdirWithCallback;
}

type Listed = (error: Error | null, entries: Dirent[]) => void;

function lineBreak(who: string, file: string): VisionError {
  const hint = "rename the file or folder";
  return new VisionError({ who, expected: "names without line breaks", got: file, hint, file });
}

/** What a folder itself holds. */
export async function entriesOf(who: string, folder: string): Promise<FolderEntry[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({ path: entry.name, kind: entryKind(entry) }));
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
  return new VisionError({ ...facts, hint: "check the permissions of it and of what it holds" });
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
