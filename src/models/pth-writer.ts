import { crc32 } from "node:zlib";
import { VisionError } from "../util/errors.ts";
import { PickleWriter, type Savable } from "./pickle-writer.ts";

const alignment = 64; // of each record's bytes, as PyTorch writes them
const firstDay = 0x21; // 1980-01-01: the same values give the same bytes

interface Written {
  readonly name: Buffer;
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly crc: number;
}

/**
 * Encodes values as the pieces of a `.pth` file that `torch.load` reads: a zip with stored records.
 * Maps become OrderedDicts, objects dicts, arrays lists; whole numbers become ints, but floats under
 * the keys of settings such as `lr`, `betas` and `weight_decay`, and bigints always ints. Tensors must be
 * computed (`realize`); they are written without grad. The same values give the same bytes.
 * Throws `INVALID_ARGUMENT` for other values and `TOO_LARGE` from 4 GiB on.
 * @example const bytes = Buffer.concat(encodePth({ epoch: 3, bias: zeros([3]) }));
 */
export function encodePth(value: Savable): Uint8Array[] {
  const writer = new PickleWriter();
  const pickle = writer.encode(value);
  const records: [string, Uint8Array][] = [["data.pkl", pickle]];
  for (const [number, tensor] of writer.storages.entries()) {
    const { buffer, byteOffset, byteLength } = tensor.hostData();
    records.push([`data/${number}`, new Uint8Array(buffer, byteOffset, byteLength)]);
  }
  records.push(["version", Buffer.from("3\n")]);
  return encodeZip(records.map(([name, bytes]) => [`archive/${name}`, bytes]));
}

function encodeZip(records: readonly (readonly [string, Uint8Array])[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const written: Written[] = [];
  let at = 0;
  for (const [path, bytes] of records) {
    const record = { name: Buffer.from(path), bytes, at, crc: crc32(bytes) };
    const header = localHeader(record);
    pieces.push(header, bytes);
    written.push(record);
    at += header.length + bytes.length;
  }
  const directory = Buffer.concat(written.map(centralHeader));
  checkSize(at + directory.length);
  pieces.push(directory, ...endRecords(written.length, directory.length, at));
  return pieces;
}

// Version, flags, method, time, date, CRC and both sizes: the same in both headers.
function common({ bytes, crc, name }: Written, extra: number): Buffer {
  const out = Buffer.alloc(26);
  out.writeUInt16LE(firstDay, 8);
  out.writeUInt32LE(crc, 10);
  checkSize(bytes.length);
  out.writeUInt32LE(bytes.length, 14);
  out.writeUInt32LE(bytes.length, 18);
  out.writeUInt16LE(name.length, 22);
  out.writeUInt16LE(extra, 24);
  return out;
}

// The extra field FB fills up, so that the bytes start at a multiple of 64.
function localHeader(record: Written): Buffer {
  const end = record.at + 30 + record.name.length + 4;
  const fill = Math.ceil(end / alignment) * alignment - end;
  const extra = Buffer.alloc(4 + fill, "Z");
  extra.write("FB");
  extra.writeUInt16LE(fill, 2);
  const signature = Buffer.from("PK\x03\x04");
  return Buffer.concat([signature, common(record, extra.length), record.name, extra]);
}

function centralHeader(record: Written): Buffer {
  const rest = Buffer.alloc(14); // comment, disk, attributes; then the header's place
  rest.writeUInt32LE(record.at, 10);
  const signature = Buffer.from("PK\x01\x02\0\0"); // and the version it was made by
  return Buffer.concat([signature, common(record, 0), rest, record.name]);
}

function endRecords(count: number, size: number, start: number): Buffer[] {
  const wide = Buffer.alloc(56);
  wide.write("PK\x06\x06");
  wide.writeBigUInt64LE(44n, 4);
  for (const [i, value] of [count, count, size, start].entries())
    wide.writeBigUInt64LE(BigInt(value), 24 + 8 * i);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07");
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06");
  for (const offset of [8, 10]) last.writeUInt16LE(Math.min(count, 0xffff), offset);
  last.writeUInt32LE(size, 12);
  last.writeUInt32LE(start, 16);
  return [wide, locator, last];
}

function checkSize(size: number): void {
  if (size < 0xffffffff) return;
  throw new VisionError({
    code: "TOO_LARGE",
    who: "encodePth",
    expected: "a file of less than 4 GiB",
    got: size,
    hint: "save it as .safetensors",
  });
}
