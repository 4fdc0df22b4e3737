import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The versions that a bug report needs; undefined where a package is not installed. */
export interface Versions {
  readonly tsvision: string;
  readonly node: string;
  readonly engine: string | undefined;
  readonly sharp: string | undefined;
}

/** Reads the installed versions without loading a native library. */
export function versions(): Versions {
  const start = dirname(fileURLToPath(import.meta.url));
  return {
    tsvision: ownVersion(start) ?? "unknown",
    node: process.versions.node,
    engine: installedVersion(start, "onnxruntime-node"),
    sharp: installedVersion(start, "sharp"),
  };
}

/** One line: `tsvision 0.1.0, node 20.20.2, onnxruntime-node 1.30.0, sharp 0.35.5`. */
export function versionLine({ tsvision, node, engine, sharp }: Versions): string {
  const parts = [`tsvision ${tsvision}`, `node ${node}`];
  return [
    ...parts,
    `onnxruntime-node ${engine ?? "not installed"}`,
    `sharp ${sharp ?? "not installed"}`,
  ].join(", ");
}

// The nearest package.json above this file that is tsvision's own.
function ownVersion(folder: string): string | undefined {
  const manifest = readManifest(folder);
  if (manifest?.name === "tsvision") return manifest.version;
  const parent = dirname(folder);
  return parent === folder ? undefined : ownVersion(parent);
}

/** The version of a package as Node finds it from `folder`, though exports may hide its manifest. */
export function installedVersion(folder: string, name: string): string | undefined {
  const manifest = readManifest(join(folder, "node_modules", name));
  if (manifest !== undefined) return manifest.version;
  const parent = dirname(folder);
  return parent === folder ? undefined : installedVersion(parent, name);
}

function readManifest(folder: string): { name?: string; version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  } catch {
    return undefined;
  }
}
