import { VisionError } from "../util/errors.ts";

/** One thing in an archive. Its content must be read, or left, before the next one is asked for. */
export interface ArchiveEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  /** What the archive calls it: "symlink", "fifo". */
  readonly type: string;
  /** Bytes, as the archive says. */
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** The error for an archive that breaks a rule. */
export function archiveError(
  file: string,
  expected: string,
  got: unknown,
  {
    hint = "the file is damaged or was cut off; fetch it again",
    cause = undefined as unknown,
  } = {},
): VisionError {
  const facts = { code: "INVALID_FILE", who: "extractArchive", expected, got, hint, file } as const;
  return new VisionError({ ...facts, ...(cause === undefined ? {} : { cause }) });
}

/**
 * The parts of an entry's path, none of which leads out of the target folder. Throws INVALID_FILE for
 * absolute paths, `..`, drive letters, backslashes and NUL, which honest archives do not have.
 * @example safeParts("a.zip", "images/./1.png"); // ["images", "1.png"]
 */
export function safeParts(archive: string, name: string): string[] {
  const parts = name.split("/").filter((part, i) => part !== "." && (part !== "" || i === 0));
  const odd =
    parts[0] === "" || parts.includes("..") || /[\\\0]/.test(name) || /^[A-Za-z]:/.test(name);
  if (!odd) return parts;
  const hint = "do not trust this archive: fetch it from the data set's own site";
  throw archiveError(archive, "entries inside the target folder", name, { hint });
}
