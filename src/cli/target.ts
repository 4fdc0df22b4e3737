import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { VisionError } from "../util/errors.ts";

/** Refuses a path that something would be written over, unless `force` is set; returns it resolved. */
export async function freeTarget(path: string, cwd: string, force: boolean): Promise<string> {
  const full = resolve(cwd, path);
  const exists = await stat(full).then(
    () => true,
    () => false,
  );
  if (!exists || force) return full;
  throw new VisionError({
    code: "EXISTS",
    who: "tsvision",
    expected: "a file that is not there yet",
    got: path,
    hint: "choose another name, or pass --force to replace it",
  });
}
