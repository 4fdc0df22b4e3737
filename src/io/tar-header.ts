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
  // GNU's form writes "ustar  " and has other things where POSIX has the prefix.
  const isPosix = ascii(block, 257, 6) === "ustar\0";
  const prefix = isPosix ? text(block, 345, 155) : "";
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

function text(block: Uint8Array, at: number, length: number): string {
  return tarText(block.subarray(at, at + length));
}

function ascii(block: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...block.subarray(at, at + length));
}

// The sum of all bytes, those of its own field counted as spaces. Some old programs summed signed bytes.
function checkSum(block: Uint8Array): void {
  let unsigned = 8 * 32;
  let high = 0;
  for (let i = 0; i < blockSize; i++) {
    if (i >= 148 && i < 156) continue;
    const byte = block[i]!;
    unsigned += byte;
    high += byte >> 7;
  }
  const stored = octal(ascii(block, 148, 8));
  if (stored === unsigned || stored === unsigned - 256 * high) return;
  const got = stored === undefined ? "no number" : `${stored} for ${unsigned}`;
  throw new TarFault("a tar header with its checksum", got, { isChecksum: true });
}

function octal(field: string): number | undefined {
  const match = /^ *([0-7]+)[ \0]*$/.exec(field);
  return match === null ? undefined : Number.parseInt(match[1]!, 8);
}

// Octal digits, or (from 8 GiB on, GNU) a set top bit and a big-endian number.
function numberField(block: Uint8Array, at: number, length: number, what: string): number {
  if (block[at]! < 128) {
    const field = ascii(block, at, length);
    const value = /^[ \0]*$/.test(field) ? 0 : octal(field);
    if (value !== undefined) return value;
    throw new TarFault(`${what} in octal digits`, field);
  }
  let value = block[at] === 128 ? 0 : -1; // 255: negative
  for (let i = at + 1; value >= 0 && i < at + length; i++) {
    value = value * 256 + block[i]!;
    if (!Number.isSafeInteger(value)) value = -1;
  }
  if (value >= 0) return value;
  throw new TarFault(`a ${what} from 0 to 2^53`, "another number in base 256");
}
