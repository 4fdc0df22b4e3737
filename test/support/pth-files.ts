import { crc32 } from "node:zlib";

/** A pickle of protocol 2 around opcodes in Latin-1. */
export function pickle(body: string): Buffer {
  return Buffer.from(`\x80\x02${body}`, "latin1");
}

const magic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.";

/** A stacked file around any value: the cheapest way to whole files. */
export function stacked(body: string, machine = "}U\x0dlittle_endian\x88s."): Buffer {
  return Buffer.concat([magic, "M\xe9\x03.", machine, body, "]."].map(pickle));
}

/** A stacked file with one storage, of the key `0` and as many bytes as `data` has. */
export function stackedWith(body: string, data: Uint8Array, elements: number): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(elements));
  const head = stacked(body).subarray(0, -pickle("].").length);
  return Buffer.concat([head, pickle("](U\x010e."), length, data]);
}

/** The opcodes of the id of a storage and of its loading. */
export function storageId(type: string, elements: string, { key = "0", isStacked = false } = {}) {
  const id = `U\x07storagec${type}\nU${String.fromCharCode(key.length)}${key}U\x03cpu`;
  return `(${id}${elements}${isStacked ? "N" : ""}tQ`;
}

/** The opcodes of a tensor over the storage that the opcodes `storage` load. */
export function tensorOf(
  storage: string,
  { offset = "K\0", size = "K\x02", stride = "K\x01" } = {},
) {
  const end = "\x89ccollections\nOrderedDict\n)RtR";
  return `ctorch._utils\n_rebuild_tensor_v2\n(${storage}${offset}${size}\x85${stride}\x85${end}`;
}

/** How a crafted zip file differs from a plain one. */
export interface ZipOptions {
  /** Sizes and places in 64-bit extra fields. Default false. */
  readonly wide?: boolean;
  /** CRC and sizes after each record instead of before it. Default false. */
  readonly late?: boolean;
}

/** A zip file of stored records, byte for byte by the layout that its specification gives. */
export function zipOf(
  records: readonly (readonly [name: string, bytes: Uint8Array])[],
  { wide = false, late = false }: ZipOptions = {},
): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, bytes] of records) {
    const name = Buffer.from(path);
    const crc = crc32(bytes);
    const sizes = late ? [0, 0, 0] : [crc, bytes.length, bytes.length];
    const extra = wide && !late ? wideExtra(bytes.length, bytes.length) : Buffer.alloc(0);
    if (extra.length > 0) sizes.fill(0xffffffff, 1);
    const local = [
      words32(0x04034b50),
      fields(late, sizes, name.length, extra.length),
      name,
      extra,
      bytes,
    ];
    if (late) local.push(words32(0x08074b50, crc), sizesAfter(bytes.length, wide));
    const short = wide ? 0xffffffff : bytes.length;
    const more = wide ? wideExtra(bytes.length, bytes.length, at) : Buffer.alloc(0);
    directory.push(
      words32(0x02014b50),
      words16(0),
      fields(late, [crc, short, short], name.length, more.length),
      words16(0, 0, 0, 0, 0),
      words32(wide ? 0xffffffff : at),
      name,
      more,
    );
    const record = Buffer.concat(local);
    pieces.push(record);
    at += record.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...pieces, list, end(records.length, list.length, at, wide)]);
}

// Version, flags, method, time, date, CRC, sizes, lengths of name and extra field.
function fields(late: boolean, sizes: readonly number[], name: number, extra: number): Buffer {
  return Buffer.concat([
    words16(0, late ? 8 : 0, 0, 0, 0),
    words32(...sizes),
    words16(name, extra),
  ]);
}

function sizesAfter(size: number, wide: boolean): Buffer {
  return wide ? words64(size, size) : words32(size, size);
}

function end(count: number, size: number, at: number, wide: boolean): Buffer {
  const last = Buffer.concat([
    words32(0x06054b50),
    words16(0, 0, count, count),
    words32(size, at),
    words16(0),
  ]);
  if (!wide) return last;
  const record = [words32(0x06064b50), words64(44), words16(45, 45), words32(0, 0)];
  const locator = [words32(0x07064b50, 0), words64(at + size), words32(1)];
  return Buffer.concat([...record, words64(count, count, size, at), ...locator, last]);
}

function wideExtra(...values: number[]): Buffer {
  return Buffer.concat([words16(1, 8 * values.length), words64(...values)]);
}

function words16(...values: number[]): Buffer {
  const out = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) out.writeUInt16LE(value, 2 * i);
  return out;
}

function words32(...values: number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value, 4 * i);
  return out;
}

function words64(...values: number[]): Buffer {
  const out = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) out.writeBigUInt64LE(BigInt(value), 8 * i);
  return out;
}
