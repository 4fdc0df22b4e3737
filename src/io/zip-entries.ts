import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { VisionError } from "../util/errors.ts";
import { type ArchiveEntry, archiveError } from "./archive-entry.ts";

/**
 * The entries of a zip file, in its directory's order. Throws INVALID_FILE where the file is cut, an
 * entry is encrypted, or its content does not have the size and the CRC-32 that the directory says.
 */
export async function* zipEntries(file: string): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { openPromise } = await import("yauzl"); // few programs unpack archives
  let zip: ZipFile | undefined;
  try {
    // Strict: a backslash in a name is an error, not a separator.
    zip = await openPromise(file, { autoClose: false, strictFileNames: true });
    for await (const entry of zip.eachEntry()) yield entryOf(file, zip, entry);
  } catch (cause) {
    throw cause instanceof VisionError ? cause : damaged(file, cause);
  } finally {
    zip?.close();
  }
}

// The file type in st_mode, which archives made on Unix keep.
const unixTypes: Readonly<Record<number, string>> = {
  1: "fifo",
  2: "character-device",
  6: "block-device",
  10: "symlink",
  12: "socket",
};

function entryOf(file: string, zip: ZipFile, entry: Entry): ArchiveEntry {
  const { fileName: name, uncompressedSize: size } = entry;
  const type = unixTypes[(entry.externalFileAttributes >>> 28) & 15] ?? "file";
  const kind = name.endsWith("/") ? "folder" : type === "file" ? "file" : "other";
  return { name, size, type, kind, content: checked(file, zip, entry) };
}

async function* checked(file: string, zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) {
    const hint = "unpack it with its password first";
    throw archiveError(file, "entries without encryption", entry.fileName, { hint });
  }
  let sum = 0;
  try {
    for await (const bytes of await zip.openReadStreamPromise(entry)) {
      sum = crc32(bytes as Uint8Array, sum);
      yield bytes as Uint8Array;
    }
  } catch (cause) {
    throw damaged(file, cause, entry.fileName);
  }
  const declared = entry.crc32 >>> 0;
  if (sum !== declared)
    throw archiveError(file, `CRC-32 ${hex(declared)} for ${entry.fileName}`, hex(sum));
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}

function damaged(file: string, cause: unknown, name?: string): VisionError {
  const what = name === undefined ? "a whole zip archive" : `${name} in a whole zip archive`;
  return archiveError(file, what, cause, { cause });
}
