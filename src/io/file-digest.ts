import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { VisionError } from "../util/errors.ts";
import { systemCode } from "./file-ops.ts";

/** What is known of a file's content, in hexadecimal; SHA-256 counts where both are known. */
export interface Digests {
  readonly md5?: string;
  /** Whole, or its first digits, as PyTorch names its files by. */
  readonly sha256?: string;
}

/** True if a digest is known. */
export function hasDigest({ md5, sha256 }: Digests): boolean {
  return md5 !== undefined || sha256 !== undefined;
}

/** True if a digest is the known one, or begins with what is known of it. */
export function isKnown(digest: string | undefined, { md5, sha256 }: Digests): boolean {
  if (sha256 === undefined) return digest === md5;
  return sha256 !== "" && digest?.startsWith(sha256) === true;
}

/** The digest of a file, of the kind that `known` has, and whether it is the same. */
export async function digestOf(
  path: string,
  known: Digests,
): Promise<{ readonly digest: string; readonly matches: boolean }> {
  const hash = createHash(known.sha256 === undefined ? "md5" : "sha256");
  for await (const bytes of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(bytes);
  const digest = hash.digest("hex");
  return { digest, matches: isKnown(digest, known) };
}

/** Throws MISMATCH, with both digests, for a file of other content. */
export function checkDigest(who: string, file: string, known: Digests, digest: string): void {
  if (isKnown(digest, known)) return;
  const { md5, sha256 } = known;
  const isPart = sha256 !== undefined && sha256.length < 64;
  throw new VisionError({
    code: "MISMATCH",
    who,
    expected: `${sha256 === undefined ? `MD5 ${md5}` : `SHA-256 ${sha256}`}${isPart ? "..." : ""}`,
    got: digest,
    hint: "the file is damaged or another one; remove it and fetch it again",
    file,
  });
}

/** Throws NOT_FOUND for a missing file and MISMATCH for one of other content. */
export async function verifyFile(who: string, path: string, known: Digests): Promise<void> {
  try {
    checkDigest(who, path, known, (await digestOf(path, known)).digest);
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    throw new VisionError({
      code: systemCode(cause) === "ENOENT" ? "NOT_FOUND" : "INVALID_FILE",
      who,
      expected: "a file that can be read",
      got: cause,
      hint: "check the folder, or pass download: true to fetch the data set",
      file: path,
      cause,
    });
  }
}
