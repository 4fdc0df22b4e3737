import { join, sep } from "node:path";
import { codePointOrder } from "./code-point-order.ts";
import { checkDecodable, entriesOf, kindOf, realFolder } from "./folder-entries.ts";

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
    const path = join(root, entry.name);
    const kind = entry.kind === "link" ? await kindOf(path) : entry.kind;
    if (kind !== "folder") continue;
    await checkDecodable(who, path);
    names.push(entry.name);
  }
  return names.sort(codePointOrder);
}

/** Files of one folder below the one that was searched. */
export interface FolderFiles {
  /** Below the searched folder, with "/" between the parts and at the end; empty for that itself. */
  readonly folder: string;
  /** In Python's order. */
  readonly names: readonly string[];
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
  const found = await filesByFolder(who, folder, extensions);
  return found.flatMap(({ folder, names }) => names.map((name) => folder + name));
}

/** The same, folder by folder; those without such files are left out. */
export async function filesByFolder(
  who: string,
  folder: string,
  extensions: readonly string[],
): Promise<FolderFiles[]> {
  const real = await realFolder(who, folder);
  const search: Search = { who, extensions, visited: new Set([real]), found: [] };
  let places: Place[] = [{ real, shown: "" }];
  while (places.length > 0) {
    const links: Place[] = [];
    for (const place of places) links.push(...(await searchTree(search, place)));
    links.sort((a, b) => codePointOrder(a.shown, b.shown));
    places = links;
  }
  // As Python sorts os.walk's tuples: the folders' whole paths first ("a-b" before "a/b").
  return search.found.sort((a, b) => codePointOrder(a.folder.slice(0, -1), b.folder.slice(0, -1)));
}

interface Search {
  readonly who: string;
  readonly extensions: readonly string[];
  /** Real paths of the folders that were listed or are about to be. */
  readonly visited: Set<string>;
  readonly found: FolderFiles[];
}

/** A folder to list: where it really is, and the path (ending in "/", or empty) it is shown by. */
interface Place {
  readonly real: string;
  readonly shown: string;
}

// Lists one real tree and returns the links to folders in it, for the next round: real folders win
// over links, so the result does not depend on the order in which the disk answers.
async function searchTree(search: Search, top: Place): Promise<Place[]> {
  if (top.shown !== "" && search.visited.has(top.real)) return [];
  search.visited.add(top.real);
  const links: Place[] = [];
  const folders: Place[] = [top];
  for (let place = folders.pop(); place !== undefined; place = folders.pop()) {
    const { names, linked, below } = await searchFolder(search, place);
    if (names.length > 0) search.found.push({ folder: place.shown, names });
    links.push(...linked);
    for (const inner of below) {
      if (search.visited.has(inner.real)) continue;
      search.visited.add(inner.real);
      folders.push(inner);
    }
  }
  return links;
}

async function searchFolder({ who, extensions }: Search, { real, shown }: Place) {
  const names: string[] = [];
  const linked: Place[] = [];
  const below: Place[] = [];
  for (const entry of await entriesOf(who, real)) {
    const { name } = entry;
    const kind = entry.kind === "link" ? await kindOf(join(real, name)) : entry.kind;
    if (kind === "folder") {
      const inside = { real: join(real, name), shown: `${shown}${name}/` };
      if (entry.kind === "folder") below.push(inside);
      else {
        const target = await realFolder(who, inside.real);
        if (!holds(target, real)) linked.push({ ...inside, real: target });
      }
    } else if (kind === "file" && hasExtension(name, extensions)) {
      if (name.includes("\ufffd")) await checkDecodable(who, join(real, name));
      names.push(name);
    }
  }
  return { names: names.sort(codePointOrder), linked, below };
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return extensions.some((extension) => lower.endsWith(extension));
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
