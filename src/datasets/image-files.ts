import { join, sep } from "node:path";
import { codePointOrder } from "./code-point-order.ts";
import { checkDecodable, entriesBelow, entriesOf, kindOf, realFolder } from "./folder-entries.ts";

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
  for (const entry of await entriesOf(who, root)) {
    const path = join(root, entry.path);
    const kind = entry.kind === "link" ? await kindOf(path) : entry.kind;
    if (kind !== "folder") continue;
    await checkDecodable(who, path);
    names.push(entry.path);
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
  const real = await realFolder(who, folder);
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
      const target = await realFolder(who, path);
      if (!holds(target, inside)) links.push({ real: target, shown: `${shown}${entry.path}/` });
    } else if (kind === "file" && hasExtension(entry.path, extensions)) {
      await checkDecodable(who, path);
      files.push({ folder: shown + entry.path.slice(0, cut), name: entry.path.slice(cut) });
    }
  }
  return links;
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
