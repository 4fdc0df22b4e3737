import { archiveError } from "./archive-entry.ts";

// bzip2: per block a Burrows-Wheeler transform, move-to-front, run lengths and Huffman codes, all of
// it bit by bit, the highest first. The format is described by its reference implementation only.

const blockMagic = 0x314159265359; // pi
const endMagic = 0x177245385090; // its square root

/** Unpacks bzip2 data, streams one after the other too. Throws INVALID_FILE for damage. */
export async function* bunzip2(
  file: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  const bits = new BitReader(Buffer.concat(parts));
  try {
    do yield* stream(bits);
    while (bits.toNextByte());
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw archiveError(file, "a whole bzip2 file", cause, { cause });
  }
}

function* stream(bits: BitReader): Generator<Uint8Array> {
  if (bits.take(24) !== 0x425a68) throw new RangeError("no bzip2 stream here"); // "BZh"
  const level = bits.take(8) - 0x30;
  if (level < 1 || level > 9) throw new RangeError("an unknown block size");
  let combined = 0;
  for (;;) {
    const magic = bits.take(24) * 2 ** 24 + bits.take(24);
    const crc = bits.take(16) * 2 ** 16 + bits.take(16);
    if (magic === endMagic) {
      if (crc !== combined) throw new RangeError("the stream's checksum is wrong");
      return;
    }
    if (magic !== blockMagic) throw new RangeError("no block where one should be");
    const bytes = unrun(inverse(bits, level * 100_000));
    if (checksum(bytes) !== crc) throw new RangeError("a block's checksum is wrong");
    combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0;
    yield bytes;
  }
}

/** Bits of a buffer, the highest of each byte first. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `count` bits, 24 at most. */
  take(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) throw new RangeError("it ends too early");
      // No more than 31 bits are held: 23 left over and 8 new ones.
      this.#held = (this.#held << 8) | this.#bytes[this.#at++]!;
      this.#count += 8;
    }
    this.#count -= count;
    const value = this.#held >>> this.#count;
    this.#held &= (1 << this.#count) - 1;
    return value;
  }

  /** Drops the rest of a byte; false where nothing follows. */
  toNextByte(): boolean {
    this.#count = 0;
    this.#held = 0;
    return this.#at < this.#bytes.length;
  }
}

/** One block up to and with the inverse Burrows-Wheeler transform. */
function inverse(bits: BitReader, blockSize: number): Uint8Array {
  if (bits.take(1) === 1) throw new RangeError("a randomised block, which bzip2 0.9.5 gave up");
  const origin = bits.take(24);
  const { codes, counts } = symbols(bits, blockSize);
  if (origin >= codes.length) throw new RangeError("a block's start outside of it");
  const starts = new Uint32Array(256);
  for (let value = 1; value < 256; value++) starts[value] = starts[value - 1]! + counts[value - 1]!;
  const next = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) next[starts[codes[i]!]!++] = i;
  const out = new Uint8Array(codes.length);
  for (let i = 0, at = next[origin]!; i < out.length; i++) {
    out[i] = codes[at]!;
    at = next[at]!;
  }
  return out;
}

/** The bytes before the inverse transform: Huffman codes, run lengths, move-to-front. */
function symbols(bits: BitReader, blockSize: number) {
  const front = usedBytes(bits);
  const { tables, selectors } = codeTables(bits, front.length + 2);
  const [codes, counts] = [new Uint8Array(blockSize), new Uint32Array(256)];
  const end = front.length + 1;
  let [length, run, weight] = [0, 0, 1];
  const put = (value: number, times: number) => {
    if (length + times > blockSize) throw new RangeError("a block larger than its level allows");
    codes.fill(value, length, length + times);
    counts[value]! += times;
    length += times;
  };
  for (let group = 0; ; group++) {
    const table = tables[selectors[group] ?? -1];
    if (table === undefined) throw new RangeError("more symbols than tables for them");
    for (let i = 0; i < 50; i++) {
      const symbol = table.read(bits);
      if (symbol < 2) {
        run += weight << symbol; // bijective base 2: RUNA counts 1, RUNB 2
        weight *= 2;
        if (weight > 2 ** 21) throw new RangeError("a run longer than any block");
        continue;
      }
      if (run > 0) put(front[0]!, run);
      [run, weight] = [0, 1];
      if (symbol === end) return { codes: codes.subarray(0, length), counts };
      const value = front[symbol - 1]!;
      front.copyWithin(1, 0, symbol - 1);
      front[0] = value;
      put(value, 1);
    }
  }
}

function usedBytes(bits: BitReader): Uint8Array {
  const groups = bits.take(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue;
    const members = bits.take(16);
    for (let i = 0; i < 16; i++) if ((members >> (15 - i)) & 1) used.push(16 * group + i);
  }
  if (used.length === 0) throw new RangeError("a block without bytes");
  return Uint8Array.from(used);
}

function codeTables(bits: BitReader, symbolCount: number) {
  const tableCount = bits.take(3);
  const selectorCount = bits.take(15);
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0)
    throw new RangeError("a wrong number of tables");
  const order = Array.from({ length: tableCount }, (_, i) => i);
  const selectors = new Uint8Array(selectorCount);
  for (let i = 0; i < selectorCount; i++) {
    let place = 0;
    while (bits.take(1) === 1) if (++place >= tableCount) throw new RangeError("a wrong selector");
    const [table] = order.splice(place, 1);
    order.unshift(table!);
    selectors[i] = table!;
  }
  const tables = Array.from({ length: tableCount }, () => {
    let length = bits.take(5);
    const lengths = Array.from({ length: symbolCount }, () => {
      while (bits.take(1) === 1) length += bits.take(1) === 0 ? 1 : -1;
      if (length < 1 || length > 20) throw new RangeError("a wrong code length");
      return length;
    });
    return new CodeTable(lengths);
  });
  return { tables, selectors };
}

/** Canonical Huffman codes: of each length, the codes follow each other in the symbols' order. */
class CodeTable {
  readonly #symbols: readonly number[];
  readonly #counts = new Uint32Array(21);

  constructor(lengths: readonly number[]) {
    for (const length of lengths) this.#counts[length]!++;
    this.#symbols = lengths.map((_, i) => i).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  }

  read(bits: BitReader): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= 20; length++) {
      code = (code << 1) | bits.take(1);
      const count = this.#counts[length]!;
      if (code - first < count) return this.#symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
    }
    throw new RangeError("a code that stands for nothing");
  }
}

/** The first run-length coding undone: after four equal bytes, one says how many more follow. */
function unrun(bytes: Uint8Array): Uint8Array {
  let [size, same, last] = [0, 0, -1];
  const walk = (put: (value: number, times: number) => void): void => {
    [same, last] = [0, -1];
    for (const value of bytes) {
      if (same === 4) {
        put(last, value);
        [same, last] = [0, -1];
        continue;
      }
      same = value === last ? same + 1 : 1;
      last = value;
      put(value, 1);
    }
  };
  walk((_, times) => {
    size += times;
  });
  const out = new Uint8Array(size);
  let at = 0;
  walk((value, times) => {
    out.fill(value, at, at + times);
    at += times;
  });
  return out;
}

const table = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

// CRC-32 with the highest bit first, unlike zlib's.
function checksum(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ table[(crc >>> 24) ^ byte]!;
  return ~crc >>> 0;
}
