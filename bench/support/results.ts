import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { source } from "./paths.ts";

/** Adds one line of JSON to `bench/results/<name>.jsonl`, with the time of day, and returns the path. */
export function addResult(name: string, result: object): string {
  const path = source("results", `${name}.jsonl`);
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), ...result })}\n`);
  return path;
}
