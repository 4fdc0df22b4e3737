/** What stands in the 512 bytes before an entry's content. */
export interface TarHeader {
  readonly name: string;
  /** Bytes of content. */
  readonly size: number;
  /** POSIX's letter: `0` a file, `1` and `2` links, `3` and `4` devices, `5` a folder, `x` pax, ... */
  readonly type: string;
}

/** A broken rule, told by who reads the archive with file and offset. */
export class TarFault extends Error {
  readonly expected: string;
  readonly got: unknown;
  readonly isChecksum: boolean;

  constructor(expected: string, got: unknown, { isChecksum = false } = {}) {
    super(expected);
    this.expected = expected;
    this.got = got;
    this.isChecksum = isChecksum;
  }
}

/** Bytes of a header, and what contents are padded to. */
export const blockSize = 512;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** True for a block of zeros; two of them end an archive. */
export function isZero(block: Uint8Array): boolean {
  for (let i = 0; i < block.length; i++) if (block[i] !== 0) return false;
  return true;
}

/**
 * Reads a header of 512 bytes in the ustar, GNU or older form (POSIX.1-2017, pax, "ustar Interchange
 * Format"). Throws a TarFault for a wrong checksum and for sizes that are none.
 */
export function parseTarHeader(block: Uint8Array): TarHeader {
  checkSum(block);
  const size = numberField(block, 124, 12, "size");
  const type = block[156] === 0 ? "0" : String.fromCharCode(block[156]!);
  const prefix = block[345] === 0 || !isPosix(block) ? "" : text(block, 345, 155);
  const name = prefix === "" ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`;
  // Before POSIX a folder was a file whose name ends in a slash.
  return { name, size, type: type === "0" && name.endsWith("/") ? "5" : type };
}

/** UTF-8 up to the first NUL; what is no UTF-8 gets a NUL, which no honest name has. */
export function tarText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  try {
    return decoder.decode(end === -1 ? bytes : bytes.subarray(0, end));
  } catch {
    return `\0${Buffer.from(bytes).toString("latin1")}`;
  }
}

// Most names are ASCII, which needs no decoder.
function text(block: Uint8Array, at: number, length: number): string {
  const limit = at + length;
  let end = at;
  while (end < limit && block[end]! > 0 && block[end]! < 128) end++;
  if (end < limit && block[end] !== 0) return tarText(block.subarray(at, limit));
  return latin1(block, at, end);
}

function latin1({ buffer, byteOffset }: Uint8Array, from: number, to: number): string {
  return Buffer.from(buffer, byteOffset + from, to - from).toString("latin1");
}

const magic = Buffer.from("ustar\0", "latin1");

// GNU's form writes "ustar  " and has other things where POSIX has the prefix.
function isPosix(block: Uint8Array): boolean {
  return magic.every((byte, i) => block[257 + i] === byte);
}

// The sum of all bytes, those of its own field counted as spaces. Some old programs summed signed bytes.
function checkSum(block: Uint8Array): void {
  let unsigned = 8 * 32;
  let high = 0;
  for (let i = 0; i < 148; i++) {
    unsigned += block[i]!;
    high += block[i]! >> 7;
  }
  for (let i = 156; i < blockSize; i++) {
    unsigned += block[i]!;
    high += block[i]! >> 7;
  }
  const stored = octal(block, 148, 8);
  if (stored === unsigned || stored === unsigned - 256 * high) return;
  const got = stored === undefined ? "no number" : `${stored} for ${unsigned}`;
  throw new TarFault("a tar header with its checksum", got, { isChecksum: true });
}

// Spaces, octal digits, then nothing but spaces and NULs.
function octal(block: Uint8Array, from: number, length: number): number | undefined {
  const to = from + length;
  let at = from;
  while (at < to && block[at] === 32) at++;
  const first = at;
  let value = 0;
  for (; at < to && block[at]! >= 48 && block[at]! < 56; at++) value = 8 * value + block[at]! - 48;
  return at > first && isBlank(block, at, to) ? value : undefined;
}

function isBlank(block: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (block[at] !== 0 && block[at] !== 32) return false;
  return true;
}

// Octal digits, or (from 8 GiB on, GNU) a set top bit and a big-endian number.
function numberField(block: Uint8Array, at: number, length: number, what: string): number {
  if (block[at]! < 128) {
    const value = isBlank(block, at, at + length) ? 0 : octal(block, at, length);
    if (value !== undefined) return value;
    throw new TarFault(`${what} in octal digits`, latin1(block, at, at + length));
  }
  let value = block[at] === 128 ? 0 : -1; // 255: negative
  for (let i = at + 1; value >= 0 && i < at + length; i++) {
    value = value * 256 + block[i]!;
    if (!Number.isSafeInteger(value)) value = -1;
  }
  if (value >= 0) return value;
  throw new TarFault(`a ${what} from 0 to 2^53`, "another number in base 256");
}
