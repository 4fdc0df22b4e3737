import { createHash } from "node:crypto";
import type { WorkerModule } from "./loader/worker-module.ts";

/** What data sets and streams have in common for who puts them together. */
interface Part {
  readonly length?: number | undefined;
  fingerprint?(): string;
  toWorker?(): WorkerModule | undefined;
}

/** A digest of the parts' lengths and own fingerprints. */
export function fingerprintOfParts(parts: readonly Part[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length} ${part.fingerprint?.() ?? ""}\n`);
  return hash.digest("hex").slice(0, 32);
}

/** How workers make all parts again, as plain data; undefined if one cannot be sent. */
export function partsToWorker(parts: readonly Part[]): WorkerModule[] | undefined {
  const sources = parts.map((part) => part.toWorker?.());
  if (sources.includes(undefined)) return undefined;
  return sources.map((source) => ({ ...source!, module: String(source!.module) }));
}
