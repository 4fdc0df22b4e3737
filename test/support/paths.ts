import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, wherever the compiled tests lie. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** A path under `fixtures/`. */
export function fixture(...parts: string[]): string {
  return join(root, "fixtures", ...parts);
}

function findRoot(start: string): string {
  if (existsSync(join(start, "package.json"))) return start;
  const parent = dirname(start);
  if (parent === start) throw new Error(`no package.json above ${start}`);
  return findRoot(parent);
}
