import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastGlob from "fast-glob";
import { codePointOrder } from "../datasets/code-point-order.ts";
import { imageExtensions, imageFiles } from "../datasets/image-files.ts";
import { VisionError } from "../util/errors.ts";

/** Suffixes of what is taken from folders and globs: ImageFolder's, and GIF. */
export const inputExtensions: readonly string[] = [...imageExtensions, ".gif"];

/**
 * Lists the files that arguments mean, each once, in the order of the arguments: a file as it is
 * (whatever its name, so that its error gets a row), a folder by the images below it, a glob by the
 * images that it matches; the latter two in the order of code points. A path that does not exist
 * stays in the list too, unless nothing else was found: its row says so.
 *
 * @throws VisionError NOT_FOUND if nothing is matched.
 * @example
 * await listInputs(["photos", "more/*.jpg"]); // ["photos/a.png", "photos/b/c.jpg", "more/d.jpg"]
 */
export async function listInputs(
  patterns: readonly string[],
  { cwd = process.cwd() }: { cwd?: string } = {},
): Promise<string[]> {
  const seen = new Map<string, string>();
  let found = 0;
  for (const pattern of patterns) {
    const { files, exists } = await expand(pattern, cwd);
    if (exists) found += files.length;
    for (const file of files) {
      const key = resolve(cwd, file);
      if (!seen.has(key)) seen.set(key, file);
    }
  }
  if (found > 0) return [...seen.values()];
  throw new VisionError({
    code: "NOT_FOUND",
    who: "tsvision",
    expected: `image files, folders that hold some, or globs that match some`,
    got: patterns,
    hint: `check the paths; folders and globs give files in ${inputExtensions.join(" ")}`,
  });
}

interface Expanded {
  readonly files: readonly string[];
  /** False if the pattern names a path that is not there. */
  readonly exists: boolean;
}

async function expand(pattern: string, cwd: string): Promise<Expanded> {
  const kind = await kindOf(resolve(cwd, pattern));
  if (kind === "file") return { files: [pattern], exists: true };
  if (kind === "folder") {
    const files = await imageFiles("tsvision", resolve(cwd, pattern), inputExtensions);
    return { files: files.map((file) => join(pattern, file)), exists: true };
  }
  if (!fastGlob.isDynamicPattern(pattern)) return { files: [pattern], exists: false };
  const matches = await fastGlob.glob(pattern, { cwd, onlyFiles: true });
  const files = matches.filter((file) =>
    inputExtensions.some((extension) => file.toLowerCase().endsWith(extension)),
  );
  return { files: files.sort(codePointOrder), exists: true };
}

// A path is looked for before it is read as a glob: files may be called "a[1].png".
async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}
