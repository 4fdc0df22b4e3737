import { createHash } from "node:crypto";
import type { Broken, Entry } from "./safetensors-header.ts";

// The format has no checksums, so ours are entries of its metadata. `tsvision.sha256:<tensor>`
// covers type, shape and bytes of one tensor; `tsvision.sha256` all other entries, these included.
// A file has all of them or none, so that damage to a key cannot switch the check off.
const whole = "tsvision.sha256";
const prefix = `${whole}:`;

/** True for metadata keys that are checksums. */
export function isChecksum(key: string): boolean {
  return key === whole || key.startsWith(prefix);
}

/** SHA-256 of one tensor, in hexadecimal. */
export function tensorDigest(
  { stored, shape }: Pick<Entry, "stored" | "shape">,
  bytes: Uint8Array,
) {
  const kind = JSON.stringify([stored, shape]);
  return createHash("sha256").update(kind).update(bytes).digest("hex");
}

/** The metadata with checksum entries added; `digests` by tensor name. */
export function withChecksums(
  metadata: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
): Map<string, string> {
  const out = new Map(metadata);
  for (const [name, digest] of digests) out.set(prefix + name, digest);
  out.set(whole, metadataDigest(out));
  return out;
}

/**
 * Checks that the checksum entries, if there are any, are complete and fit the other metadata.
 * Returns the digests by tensor name, or undefined for a file without.
 */
export function readChecksums(
  metadata: ReadonlyMap<string, string>,
  entries: readonly Entry[],
  broken: Broken,
): ReadonlyMap<string, string> | undefined {
  if (![...metadata.keys()].some(isChecksum)) return undefined;
  const found = metadata.get(whole);
  const computed = metadataDigest(metadata);
  if (found !== computed) throw broken(`__metadata__ with SHA-256 ${found}`, computed, 8);
  const digests = new Map<string, string>();
  for (const [key, digest] of metadata)
    if (key.startsWith(prefix)) digests.set(key.slice(prefix.length), digest);
  const named = entries.filter(({ name }) => digests.has(name)).length;
  if (named !== entries.length || named !== digests.size) {
    const got = `${digests.size} checksums, ${named} of them for the ${entries.length} tensors`;
    throw broken("one checksum for each tensor", got, 8);
  }
  return digests;
}

function metadataDigest(metadata: ReadonlyMap<string, string>): string {
  const entries = [...metadata].filter(([key]) => key !== whole);
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return createHash("sha256").update(JSON.stringify(entries)).digest("hex");
}
