import { type FileKind, fileKinds, type ImageFormat } from "./file-kinds.ts";

/** What a file is by its first bytes. */
export interface Sniffed {
  /** The format, if it is one that can be decoded. */
  readonly format: ImageFormat | undefined;
  /** For messages: "a JPEG image", "a web page (HTML)". */
  readonly name: string;
  /** What to do about a file that is no image we decode. */
  readonly hint: string | undefined;
}

/**
 * Tells by content, never by name, what kind of file `bytes` is; looks at the first KiB only.
 * @example sniff(new TextEncoder().encode("%PDF-1.7")).name; // "a PDF file"
 */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = bytes.subarray(0, 1024);
  const start = Buffer.from(head).toString("latin1"); // one character a byte
  const { format, name, hint } = fileKinds.find((kind) => matches(kind, start)) ?? unknown(head);
  return { format, name, hint };
}

function matches({ magic }: FileKind, start: string): boolean {
  if (magic instanceof RegExp) return magic.test(start);
  return magic.every(([offset, bytes]) => start.startsWith(bytes, offset));
}

function unknown(head: Uint8Array): { format?: ImageFormat; name: string; hint?: string } {
  if (head.length > 0 && head.every(isTextByte)) return { name: "text" };
  const first = [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return { name: `bytes of no known image format (${first.join(" ")})` };
}

// Bytes from 128 on are let through, as UTF-8 text has them.
function isTextByte(byte: number): boolean {
  return byte >= 32 || byte === 9 || byte === 10 || byte === 13;
}
