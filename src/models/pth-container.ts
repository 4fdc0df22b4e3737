import { unpickle } from "../io/pickle.ts";
import type { PickleStorage, PickleValue } from "../io/pickle-values.ts";
import type { Refuse } from "../io/refuse.ts";
import { show } from "../util/errors.ts";
import { readStacked, stackedStart } from "./pth-stacked.ts";
import { storageLoader } from "./pth-storages.ts";
import { readZip, type ZipRecord } from "./pth-zip.ts";

/** How a file of `torch.save` keeps its parts. */
export interface PthContent {
  readonly value: PickleValue;
  readonly container: "zip" | "stacked";
  readonly integrity: "crc32" | "none";
}

/** True for the first bytes of a zip file. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 3, 4]);
}

/** Reads a container by its content, whatever the file is called. */
export function readContainer(bytes: Uint8Array, refuse: Refuse): PthContent {
  if (isZip(bytes)) return readZipContainer(bytes, refuse);
  if (startsWith(bytes, stackedStart)) {
    return { value: readStacked(bytes, refuse), container: "stacked", integrity: "none" };
  }
  if (startsWith(bytes.subarray(257), [...Buffer.from("ustar")]))
    throw refuse("a zip or stacked container of torch.save", "a tar file (LEGACY_TAR)", 0, {
      code: "UNSUPPORTED_FORMAT",
      hint: "it is from PyTorch before 0.2: load it in Python and save it again with torch.save",
    });
  throw refuse("a file of torch.save", "other bytes", 0, { code: "UNSUPPORTED_FORMAT" });
}

function startsWith(bytes: Uint8Array, start: ArrayLike<number>): boolean {
  return bytes.length >= start.length && Array.from(start).every((byte, i) => bytes[i] === byte);
}

function readZipContainer(bytes: Uint8Array, refuse: Refuse): PthContent {
  const { records, checked } = readZip(bytes, refuse);
  const parts = withoutFolder(records, refuse);
  const pickle = parts.get("data.pkl");
  if (pickle === undefined)
    throw refuse("the records of torch.save", "another zip file", 0, {
      code: "UNSUPPORTED_FORMAT",
      hint: "save model.state_dict() with torch.save",
    });
  const isBig = isBigEndian(parts.get("byteorder"), refuse);
  checkVersion(parts.get("version"), refuse);
  const storages = new Map<string, PickleStorage>();
  const attach = (storage: PickleStorage, offset: number) => {
    const { key, type, length } = storage;
    const record = parts.get(`data/${key}`);
    if (record === undefined)
      throw refuse("a record of each storage", `none of ${show(key, 40)}`, offset);
    if (record.bytes.length !== length * type.bytes)
      throw refuse(
        `${length * type.bytes} bytes of storage ${show(key, 40)}`,
        record.bytes.length,
        record.start,
      );
    storage.bytes = isBig ? swapped(record.bytes, type.bytes) : record.bytes;
    storage.start = record.start;
  };
  const { value, end } = unpickle(pickle.bytes, {
    refuse,
    base: pickle.start,
    fileSize: bytes.length,
    persistent: storageLoader(storages, false, refuse, attach),
  });
  if (end !== pickle.bytes.length)
    throw refuse("the record's end after STOP", "more", pickle.start + end);
  return { value, container: "zip", integrity: checked ? "crc32" : "none" };
}

// All records lie in one folder, whose name is free.
function withoutFolder(records: ReadonlyMap<string, ZipRecord>, refuse: Refuse) {
  const out = new Map<string, ZipRecord>();
  let folder: string | undefined;
  for (const [name, record] of records) {
    const slash = name.indexOf("/");
    folder ??= name.slice(0, slash + 1);
    if (slash <= 0 || !name.startsWith(folder))
      throw refuse("all records in one folder", name, record.start);
    out.set(name.slice(folder.length), record);
  }
  return out;
}

// PyTorch writes the record since 2.1; files without it come from little-endian machines.
function isBigEndian(record: ZipRecord | undefined, refuse: Refuse): boolean {
  const order = record === undefined ? "little" : Buffer.from(record.bytes).toString("latin1");
  if (order === "little" || order === "big") return order === "big";
  throw refuse("the byte order little or big", order, record?.start ?? 0);
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const out = Buffer.from(bytes);
  if (size === 2) return out.swap16();
  if (size === 4) return out.swap32();
  return size === 8 ? out.swap64() : out;
}

// 1.6 wrote version 2, the versions since then 3.
function checkVersion(record: ZipRecord | undefined, refuse: Refuse): void {
  const text = record === undefined ? "none" : Buffer.from(record.bytes).toString("latin1");
  if (record !== undefined && /^[1-9]\n?$/.test(text)) return;
  throw refuse("a record with the format's version", text, record?.start ?? 0);
}
