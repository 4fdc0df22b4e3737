import { expected } from "../util/errors.ts";
import { blockSize } from "./tar-header.ts";

/**
 * A file as a tar archive holds it: header, content, padding. Owner, time and rights are always the
 * same, so that the same files give the same bytes. An archive ends with `tarEnd`.
 * @example const archive = [...tarEntry("1.cls", new TextEncoder().encode("7")), tarEnd];
 */
export function tarEntry(name: string, content: Uint8Array): Uint8Array[] {
  if (Buffer.byteLength(name) > 100 || name === "")
    throw expected("tarEntry", "a name of 1 to 100 bytes", name, "shorten it");
  const header = Buffer.alloc(blockSize);
  header.write(name, 0);
  header.write("0000644\0" + "0000000\0" + "0000000\0", 100, "latin1");
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  header.write("00000000000\0", 136, "latin1"); // 1970
  header.write("        ", 148, "latin1");
  header.write("0", 156, "latin1");
  header.write("ustar\0" + "00", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  const padding = -content.length & (blockSize - 1);
  return padding === 0 ? [header, content] : [header, content, new Uint8Array(padding)];
}

/** The bytes of such an entry. */
export function tarEntrySize(content: number): number {
  return blockSize * (1 + Math.ceil(content / blockSize));
}

/** What an archive ends with: two blocks of zeros. */
export const tarEnd: Uint8Array = new Uint8Array(2 * blockSize);
