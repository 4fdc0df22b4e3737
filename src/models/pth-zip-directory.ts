import type { Refuse } from "./pth-errors.ts";

/** What the directory at a zip file's end says about a record. */
export interface CentralEntry {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  /** Where the record's own header is. */
  readonly at: number;
}

interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const allowedFlags = 0x0808; // names in UTF-8; CRC and sizes after the bytes

/** Reads a zip file's directory, which must end where the file's end records begin. */
export function readDirectory(
  view: DataView,
  refuse: Refuse,
): { readonly entries: readonly CentralEntry[]; readonly start: number } {
  const { start, end, count } = findDirectory(view, refuse);
  const entries: CentralEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const { entry, next } = readEntry(view, at, end, refuse);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw refuse(`${count} entries up to byte ${end}`, at, at);
  return { entries, start };
}

// The end record is the last 22 bytes: comments are refused, so it need not be searched for.
// PyTorch writes the 64-bit end record (56 bytes) and its locator (20 bytes) before it, always.
function findDirectory(view: DataView, refuse: Refuse): Directory {
  const last = view.byteLength - 22;
  if (last < 0 || view.getUint32(last, true) !== 0x06054b50)
    throw refuse("a zip end record as the last 22 bytes", "other bytes", Math.max(0, last));
  const short = [8, 10].map((offset) => view.getUint16(last + offset, true));
  const [size, start] = [view.getUint32(last + 12, true), view.getUint32(last + 16, true)];
  if (view.getUint32(last + 4, true) !== 0 || view.getUint16(last + 20, true) !== 0)
    throw refuse("one disk and no comment", "others", last + 4);
  const wide = wideRecord(view, last, refuse);
  const found = wide ?? { count: short[0]!, size, start };
  const cut = (value: number, most: number) => Math.min(value, most);
  const agree =
    short.every((count) => count === cut(found.count, 0xffff)) &&
    size === cut(found.size, 0xffffffff) &&
    start === cut(found.start, 0xffffffff);
  if (!agree) throw refuse("end records that agree", "different ones", last);
  const end = wide === undefined ? last : wide.at;
  if (found.start + found.size !== end)
    throw refuse(`a directory up to byte ${end}`, found.start + found.size, last + 12);
  if (found.count * 46 > found.size) throw refuse("room for the entries", found.count, last + 8);
  return { start: found.start, end, count: found.count };
}

function wideRecord(view: DataView, last: number, refuse: Refuse) {
  const locator = last - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return undefined;
  const at = locator - 56;
  const fits =
    at >= 0 &&
    view.getUint32(locator + 4, true) === 0 &&
    view.getBigUint64(locator + 8, true) === BigInt(at) &&
    view.getUint32(locator + 16, true) === 1 &&
    view.getUint32(at, true) === 0x06064b50 &&
    view.getBigUint64(at + 4, true) === 44n &&
    view.getBigUint64(at + 16, true) === 0n && // both disk numbers
    view.getBigUint64(at + 24, true) === view.getBigUint64(at + 32, true);
  if (!fits) throw refuse("a 64-bit end record before its locator", "others", locator);
  const [count, size, start] = [32, 40, 48].map((offset) =>
    Number(view.getBigUint64(at + offset, true)),
  );
  return { at, count: count!, size: size!, start: start! };
}

function readEntry(view: DataView, at: number, end: number, refuse: Refuse) {
  if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50)
    throw refuse("an entry of the directory", "other bytes", at);
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
    view.getUint16(at + offset, true),
  );
  const next = at + 46 + nameLength! + extraLength! + commentLength!;
  if (next > end) throw refuse("an entry inside the directory", "a longer one", at);
  const rawName = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
  const name = decodeName(rawName, at, refuse);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  checkKind(name, flags, method, at, refuse);
  if (commentLength !== 0 || view.getUint16(at + 34, true) !== 0)
    throw refuse("an entry without comment, on one disk", "another", at);
  const extraAt = at + 46 + nameLength!;
  const [packed, size, place] = wideFields(view, at, extraAt, extraLength!, refuse);
  if (packed !== size) throw refuse(`${name} to be stored in its ${size} bytes`, packed, at + 20);
  const crc = view.getUint32(at + 16, true);
  return { entry: { name, rawName, flags, method, crc, size: size!, at: place! }, next };
}

function checkKind(name: string, flags: number, method: number, at: number, refuse: Refuse) {
  if ((flags & ~allowedFlags) !== 0)
    throw refuse(`${name} without encryption or other flags`, flags, at + 8);
  if (method !== 0)
    throw refuse(`${name} stored without compression`, `method ${method}`, at + 10, {
      code: "UNSUPPORTED_FORMAT",
      hint: "the file was packed again by another program; write it with torch.save",
    });
}

function decodeName(raw: Uint8Array, at: number, refuse: Refuse): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw refuse("a name in UTF-8", "other bytes", at + 46);
  }
}

// Packed size, size, place of the header. Each is 2^32 - 1 if the extra field 1 has it instead.
function wideFields(
  view: DataView,
  at: number,
  extraAt: number,
  extraLength: number,
  refuse: Refuse,
): number[] {
  const short = [20, 24, 42].map((offset) => view.getUint32(at + offset, true));
  let wide: number[] = [];
  for (let i = 0; i < extraLength; ) {
    const length = i + 4 > extraLength ? extraLength : view.getUint16(extraAt + i + 2, true);
    if (i + 4 + length > extraLength) throw refuse("a whole extra field", "a cut one", extraAt);
    if (view.getUint16(extraAt + i, true) === 1) {
      if (wide.length > 0 || length % 8 !== 0)
        throw refuse("one 64-bit extra field of whole numbers", "others", extraAt);
      wide = Array.from({ length: length / 8 }, (_, k) =>
        Number(view.getBigUint64(extraAt + i + 4 + 8 * k, true)),
      );
    }
    i += 4 + length;
  }
  const [packed, size, place] = short;
  const take = (value: number) => (value === 0xffffffff ? (wide.shift() ?? value) : value);
  const wideSize = take(size!); // in this order in the extra field
  const fields = [take(packed!), wideSize, take(place!)];
  if (wide.length > 0) throw refuse("64-bit fields where they are needed", "more", extraAt);
  return fields;
}
