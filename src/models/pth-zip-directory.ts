import type { Refuse } from "../io/refuse.ts";
import { show } from "../util/errors.ts";

/** What the directory at a zip file's end says about a record. */
export interface CentralEntry {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
  /** True if a 64-bit extra field has a size or the place: then the descriptor is 64-bit too. */
  readonly wide: boolean;
  /** Where the record's own header is. */
  readonly at: number;
  /** Where its entry in the directory is. */
  readonly listedAt: number;
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
  checkProgram(entries, refuse);
  for (const entry of entries) checkKind(entry, refuse);
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
  if (commentLength !== 0 || view.getUint16(at + 34, true) !== 0)
    throw refuse("an entry without comment, on one disk", "another", at);
  const extra = { at: at + 46 + nameLength!, length: extraLength! };
  const { fields, wide } = wideFields(view, [24, 20, 42], at, extra, refuse);
  const [size, packed, place] = fields;
  const crc = view.getUint32(at + 16, true);
  const sizes = { size: size!, packed: packed! };
  const entry = { name, rawName, flags, method, crc, ...sizes, wide, at: place!, listedAt: at };
  return { entry, next };
}

// Before the methods: TorchScript deflates its code.
function checkProgram(entries: readonly CentralEntry[], refuse: Refuse): void {
  const part = entries.find(({ name }) => /^[^/]*\/(?:constants\.pkl$|code\/)/.test(name));
  if (part === undefined) return;
  throw refuse("a file of torch.save", "a TorchScript program", part.at, {
    code: "UNSUPPORTED_FORMAT",
    hint: "save the state dict: torch.save(torch.jit.load(file).state_dict(), other)",
  });
}

function checkKind(entry: CentralEntry, refuse: Refuse): void {
  const { name, flags, method, size, packed, listedAt: at } = entry;
  if ((flags & ~allowedFlags) !== 0)
    throw refuse(`${show(name, 80)} without encryption or other flags`, flags, at + 8);
  if (method !== 0)
    throw refuse(`${show(name, 80)} stored without compression`, `method ${method}`, at + 10, {
      code: "UNSUPPORTED_FORMAT",
      hint: "the file was packed again by another program; write it with torch.save",
    });
  if (packed !== size)
    throw refuse(`${show(name, 80)} to be stored in its ${size} bytes`, packed, at + 20);
}

function decodeName(raw: Uint8Array, at: number, refuse: Refuse): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw refuse("a name in UTF-8", "other bytes", at + 46);
  }
}

/**
 * The 32-bit fields of a header at `offsets` (size, packed size, place: in the order of the extra
 * field 1): one of 2^32 - 1 says that the extra field has it, with 64 bits.
 */
export function wideFields(
  view: DataView,
  offsets: readonly number[],
  at: number,
  extra: { readonly at: number; readonly length: number },
  refuse: Refuse,
): { readonly fields: readonly number[]; readonly wide: boolean } {
  const wide = wideExtra(view, extra.at, extra.length, refuse);
  const rest = [...wide];
  const fields = offsets.map((offset) => {
    const short = view.getUint32(at + offset, true);
    return short === 0xffffffff ? (rest.shift() ?? short) : short;
  });
  if (rest.length > 0) throw refuse("64-bit fields where they are needed", "more", extra.at);
  return { fields, wide: wide.length > 0 };
}

function wideExtra(view: DataView, start: number, total: number, refuse: Refuse): number[] {
  let wide: number[] = [];
  for (let i = 0; i < total; ) {
    const length = i + 4 > total ? total : view.getUint16(start + i + 2, true);
    if (i + 4 + length > total) throw refuse("a whole extra field", "a cut one", start);
    if (view.getUint16(start + i, true) === 1) {
      if (wide.length > 0 || length % 8 !== 0)
        throw refuse("one 64-bit extra field of whole numbers", "others", start);
      const places = Array.from({ length: length / 8 }, (_, k) => start + i + 4 + 8 * k);
      wide = places.map((place) => Number(view.getBigUint64(place, true)));
    }
    i += 4 + length;
  }
  return wide;
}
