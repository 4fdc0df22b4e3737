import { crc32 } from "node:zlib";
import type { Refuse } from "../io/refuse.ts";
import { show } from "../util/errors.ts";
import { type CentralEntry, readDirectory, wideFields } from "./pth-zip-directory.ts";

/** A record of a zip container: a view into the file's bytes. */
export interface ZipRecord {
  readonly bytes: Uint8Array;
  /** The first byte's place in the file. */
  readonly start: number;
}

/** What a zip container holds. */
export interface ZipRecords {
  readonly records: ReadonlyMap<string, ZipRecord>;
  /** False if a record that has bytes says CRC 0: written without computing it. */
  readonly checked: boolean;
}

const descriptorSignature = 0x08074b50;

/**
 * Reads the zip files that `torch.save` writes, and no others: records are stored, not deflated;
 * local and central headers agree; the records follow one another without gap or overlap; names
 * are unique; every CRC fits. Zip libraries are lax where these rules are strict, and two readers
 * that disagree about a file are how scanners are deceived.
 */
export function readZip(bytes: Uint8Array, refuse: Refuse): ZipRecords {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { entries, start: directoryStart } = readDirectory(view, refuse);
  const records = new Map<string, ZipRecord>();
  let end = 0;
  let checked = true;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    if (entry.at !== end) throw refuse(`the next record's header at byte ${end}`, entry.at, end);
    const start = checkLocal(view, entry, directoryStart, refuse);
    const content = bytes.subarray(start, start + entry.size);
    end = checkDescriptor(view, entry, start + entry.size, directoryStart, refuse);
    if (records.has(entry.name)) throw refuse("names that come once", entry.name, entry.at);
    if (entry.crc === 0 && content.length > 0) checked = false;
    else if (crc32(content) !== entry.crc)
      throw refuse(`${show(entry.name, 80)} with CRC ${entry.crc}`, crc32(content), start);
    records.set(entry.name, { bytes: content, start });
  }
  if (end !== directoryStart)
    throw refuse(`the directory at byte ${end}, after the records`, directoryStart, end);
  return { records, checked };
}

// Returns where the record's bytes start.
function checkLocal(view: DataView, entry: CentralEntry, limit: number, refuse: Refuse): number {
  const { at, rawName } = entry;
  if (at + 30 > limit) throw refuse("a record's header before the directory", at, at);
  if (view.getUint32(at, true) !== 0x04034b50) throw refuse("a record's header", "others", at);
  const nameLength = view.getUint16(at + 26, true);
  const extra = { at: at + 30 + nameLength, length: view.getUint16(at + 28, true) };
  const start = extra.at + extra.length;
  if (start + entry.size > limit)
    throw refuse(`${entry.size} bytes of record before the directory`, limit - start, at);
  const name = new Uint8Array(view.buffer, view.byteOffset + at + 30, nameLength);
  if (Buffer.compare(name, rawName) !== 0)
    throw refuse(`the name ${show(entry.name, 80)} in the record's header`, "another", at + 30);
  const late = (entry.flags & 8) !== 0; // CRC and sizes follow the bytes
  const wanted = late ? 0 : entry.size;
  const { fields } = wideFields(view, [22, 18], at, extra, refuse);
  const rules: [string, number, number][] = [
    ["flags", view.getUint16(at + 6, true), entry.flags],
    ["method", view.getUint16(at + 8, true), entry.method],
    ["CRC", view.getUint32(at + 14, true), late ? 0 : entry.crc],
    ["size", fields[0]!, wanted],
    ["packed size", fields[1]!, wanted],
  ];
  for (const [what, got, rule] of rules)
    if (got !== rule)
      throw refuse(`${show(entry.name, 80)} to have ${what} ${rule} here too`, got, at);
  return start;
}

// Returns the byte after the descriptor, if there is one, or after the record.
function checkDescriptor(
  view: DataView,
  { flags, crc, size, wide, name }: CentralEntry,
  at: number,
  limit: number,
  refuse: Refuse,
): number {
  if ((flags & 8) === 0) return at;
  const end = at + (wide ? 24 : 16);
  if (end > limit) throw refuse(`a descriptor after ${show(name, 80)}`, "the directory", at);
  const sizes = wide
    ? [view.getBigUint64(at + 8, true), view.getBigUint64(at + 16, true)]
    : [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
  const fits =
    view.getUint32(at, true) === descriptorSignature &&
    view.getUint32(at + 4, true) === crc &&
    sizes.every((found) => Number(found) === size);
  if (!fits) throw refuse(`a descriptor of ${show(name, 80)} as in the directory`, "another", at);
  return end;
}
