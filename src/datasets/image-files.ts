import { type Dirent, readdir as readdirWithCallback } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import fastGlob from "fast-glob";
import { show, VisionError } from "../util/errors.ts";
import { codePointOrder } from "./code-point-order.ts";

/** The suffixes that torchvision's ImageFolder takes for images. */
export const imageExtensions: readonly string[] = [
  ".jpg",
  ".jpeg",
  ".png",
  ".ppm",
  ".bmp",
  ".pgm",
  ".tif",
  ".tiff",
  ".webp",
];

/** The names of the folders (and links to folders) in `root`, in Python's order. */
export async function classFolders(who: string, root: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readRoot(who, root)) {
    const path = join(root, entry.name);
    await refuseUndecodable(who, path);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await kindOf(path)) === "folder"))
      names.push(entry.name);
  }
  return names.sort(codePointOrder);
}

/**
 * The files below `folder` that end in one of `extensions` (lower case), as paths below it with
 * "/" between the parts; sorted by folder, then by name, as torchvision's `make_dataset`.
 * Links to folders are followed, but no folder is listed twice and no link leads to a loop.
 * Only regular files, links to them and dangling links count (a pipe would hang its reader).
 */
export async function imageFiles(
  who: string,
  folder: string,
  extensions: readonly string[],
): Promise<string[]> {
  const real = await realpath(folder);
  const search: Search = { who, visited: new Set([real]), files: [] };
  let places: Place[] = [{ real, shown: "" }];
  while (places.length > 0) {
    const links: Place[] = [];
    for (const place of places) links.push(...(await searchPlace(search, place, extensions)));
    links.sort((a, b) => codePointOrder(a.shown, b.shown));
    places = links;
  }
  return search.files.sort(byFolderThenName).map(({ folder, name }) => folder + name);
}

interface Search {
  readonly who: string;
  /** Real paths of the folders that were listed. */
  readonly visited: Set<string>;
  readonly files: Found[];
}

/** A folder to list: where it really is, and the path (ending in "/", or empty) it is shown by. */
interface Place {
  readonly real: string;
  readonly shown: string;
}

/** A file below the searched folder; `folder` ends in "/" or is empty. */
interface Found {
  readonly folder: string;
  readonly name: string;
}

// Lists one real tree and returns the links to folders in it, for the next round: real folders win
// over links, so the result does not depend on the order in which the disk answers.
async function searchPlace(
  { who, visited, files }: Search,
  { real, shown }: Place,
  extensions: readonly string[],
): Promise<Place[]> {
  if (shown !== "" && visited.has(real)) return [];
  visited.add(real);
  const repeated = new Set<string>();
  const links: Place[] = [];
  for await (const entry of entriesBelow(who, real)) {
    const cut = entry.path.lastIndexOf("/") + 1;
    const inside = join(real, entry.path.slice(0, cut), ".");
    if (repeated.size > 0 && repeated.has(inside)) continue;
    const path = join(real, entry.path);
    if (entry.kind === "folder") {
      if (visited.has(path)) repeated.add(path);
      visited.add(path);
      continue;
    }
    const kind = entry.kind === "link" ? await kindOf(path) : entry.kind;
    if (kind === "folder") {
      const target = await realpath(path);
      if (!holds(target, inside)) links.push({ real: target, shown: `${shown}${entry.path}/` });
    } else if (kind === "file" && hasExtension(entry.path, extensions)) {
      await refuseUndecodable(who, path);
      files.push({ folder: shown + entry.path.slice(0, cut), name: entry.path.slice(cut) });
    }
  }
  return links;
}

type Kind = "file" | "folder" | "link" | "other";

async function* entriesBelow(
  who: string,
  cwd: string,
): AsyncGenerator<{ path: string; kind: Kind }> {
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
      const kind = dirent.isDirectory()
        ? "folder"
        : dirent.isSymbolicLink()
          ? "link"
          : dirent.isFile()
            ? "file"
            : "other";
      yield { path, kind };
    }
  } catch (cause) {
    throw unreadable(who, cwd, cause);
  }
}

// fast-glob's patterns match no line break: it would leave such names out without a word.
function refusingLineBreaks(who: string): typeof readdirWithCallback {
  const listing = (folder: string, options: { withFileTypes: true }, done: Listed): void =>
    readdirWithCallback(folder, options, (error, entries) => {
      const odd = entries?.find(({ name }) => name.includes("\n"));
      done(error ?? (odd === undefined ? null : lineBreak(who, join(folder, odd.name))), entries);
    });
  return listing as typeof readdirWithCallback;
}

type Listed = (error: Error | null, entries: Dirent[]) => void;

function lineBreak(who: string, file: string): VisionError {
  const hint = "rename the file or folder";
  return new VisionError({ who, expected: "names without line breaks", got: file, hint, file });
}

async function readRoot(who: string, root: string) {
  try {
    return await readdir(root, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(who, root, cause);
  }
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

// What a path leads to, links followed; a dangling link counts as a file, whose reading will fail
// with its name (torchvision does the same).
async function kindOf(path: string): Promise<Kind> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
  } catch {
    return "file";
  }
}

// Names that are no UTF-8 come from Node with U+FFFD in them and then cannot be opened.
async function refuseUndecodable(who: string, path: string): Promise<void> {
  if (!path.includes("\ufffd")) return;
  try {
    await lstat(path);
  } catch (cause) {
    throw new VisionError({
      code: "NOT_FOUND",
      who,
      expected: "names in UTF-8",
      got: show(path),
      hint: "rename the file or folder",
      file: path,
      cause,
    });
  }
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return extensions.some((extension) => lower.endsWith(extension));
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

// As Python sorts os.walk's tuples: the folders' whole paths first ("a-b" before "a/b").
function byFolderThenName(a: Found, b: Found): number {
  return a.folder === b.folder
    ? codePointOrder(a.name, b.name)
    : codePointOrder(a.folder.slice(0, -1), b.folder.slice(0, -1));
}
