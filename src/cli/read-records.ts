import type { FileHandle } from "node:fs/promises";

/** One line of a file: its text without the line's end, and the byte after that end. */
export interface FileRecord {
  readonly text: string;
  readonly end: number;
}

const newline = 0x0a;
const quote = 0x22;

/**
 * The whole lines of a file, in order; what comes after the last line's end was cut and is left out.
 * With `quoted`, a line's end between double quotes is text, as in CSV.
 */
export async function* readRecords(
  handle: FileHandle,
  { quoted = false }: { readonly quoted?: boolean } = {},
): AsyncGenerator<FileRecord, void, undefined> {
  let pieces: Uint8Array[] = [];
  let end = 0;
  let isQuoted = false;
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) {
    const bytes = chunk as Uint8Array;
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (quoted && byte === quote) isQuoted = !isQuoted;
      if (byte !== newline || isQuoted) continue;
      pieces.push(bytes.subarray(start, at));
      const line = Buffer.concat(pieces);
      end += line.length + 1;
      yield { text: line.toString("utf8"), end };
      pieces = [];
      start = at + 1;
    }
    if (start < bytes.length) pieces.push(bytes.subarray(start));
  }
}
