import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The repository's root, wherever the compiled benchmarks lie. */
export const root: string = findRoot(here);

/** A compiled file of `bench/`, such as `compiled("peers", "memory-steps.js")`. */
export function compiled(...parts: string[]): string {
  return join(dirname(here), ...parts);
}

/** A file of `bench/` as it is in the repository. */
export function source(...parts: string[]): string {
  return join(root, "bench", ...parts);
}

function findRoot(start: string): string {
  if (existsSync(join(start, "package-lock.json"))) return start;
  const parent = dirname(start);
  if (parent === start) throw new Error(`no package-lock.json above ${here}`);
  return findRoot(parent);
}
