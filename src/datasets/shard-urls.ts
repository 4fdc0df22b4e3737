import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expected, VisionError } from "../util/errors.ts";
import { braceExpand } from "./brace-expand.ts";
import { codePointOrder } from "./code-point-order.ts";

/** Where shards can be: standard input, an http(s) address, or a file. */
export type ShardKind = "file" | "http" | "stdin";

/** What an address is; refuses those that would need another program (`pipe:`, `s3:`). */
export function shardKind(url: string, who = "WebDataset"): ShardKind {
  if (url === "-") return "stdin";
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === "file") return "file";
  if (scheme === "http" || scheme === "https") return "http";
  const hint = 'pipe the bytes in and pass "-", or give an address that begins with https';
  throw expected(who, 'a path, "-", or an http, https or file address', url, hint);
}

/** The path of a shard of the kind "file". */
export function shardPath(url: string): string {
  return /^file:/i.test(url) ? fileURLToPath(url) : url;
}

/**
 * The shards that patterns mean, in their order: braces are expanded, then the globs (`*`, `?`,
 * `[...]`) of paths, by code points. A path with such characters that is there is taken as it is.
 * Throws NOT_FOUND for a glob that matches nothing, INVALID_ARGUMENT for no shard at all.
 */
export function shardUrls(patterns: string | readonly string[], who = "WebDataset"): string[] {
  const list = typeof patterns === "string" ? [patterns] : patterns;
  const urls = list.flatMap((pattern) => {
    if (typeof pattern !== "string")
      throw expected(who, "addresses of shards", pattern, "see docs");
    return braceExpand(pattern, who).flatMap((url) => globbed(url, who));
  });
  if (urls.length === 0) throw expected(who, "at least one shard", patterns, "name some");
  if (urls.filter((url) => url === "-").length > 1)
    throw expected(who, 'standard input, "-", once', patterns, "it can be read only once");
  return urls;
}

function globbed(url: string, who: string): string[] {
  if (shardKind(url, who) !== "file" || !/[*?[]/.test(url) || existsSync(shardPath(url)))
    return [url];
  // Loaded when it is needed: for most programs it would be half a megabyte of heap for nothing.
  const require = createRequire(import.meta.url);
  const { sync } = require("fast-glob") as typeof import("fast-glob");
  const found = sync(shardPath(url), { onlyFiles: true, dot: false });
  if (found.length > 0) return found.sort(codePointOrder);
  throw new VisionError({
    code: "NOT_FOUND",
    who,
    expected: "shards that match",
    got: "none",
    hint: "check the pattern and the folder",
    file: url,
  });
}
