import { lstat, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type ErrorCode, VisionError } from "../util/errors.ts";

/**
 * Refuses, before any work is done, a path that could not be written in the end: its folder is not
 * there, it is a folder itself, or it is there and `force` is not set. Returns it resolved.
 */
export async function freeTarget(path: string, cwd: string, force: boolean): Promise<string> {
  const full = resolve(cwd, path);
  const what = "a file that is not there yet";
  if ((await kindOf(dirname(full))) !== "folder")
    throw refuse("NOT_FOUND", "a folder to write into", path, "make the folder first");
  const kind = await kindOf(full);
  if (kind === "folder") throw refuse("EXISTS", "a file", `${path}, a folder`, "name a file");
  if (kind === "nothing" || force) return full;
  throw refuse("EXISTS", what, path, "choose another name, or pass --force to replace it");
}

async function kindOf(path: string): Promise<"file" | "folder" | "nothing"> {
  // A link that leads nowhere is there, and would be replaced.
  const found = stat(path).catch(() => lstat(path));
  return found.then(
    (entry) => (entry.isDirectory() ? "folder" : "file"),
    () => "nothing",
  );
}

function refuse(code: ErrorCode, expected: string, got: string, hint: string): VisionError {
  return new VisionError({ code, who: "tsvision", expected, got, hint });
}
