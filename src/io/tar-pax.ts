import { TarFault } from "./tar-header.ts";

/** What pax records say of the next entry in place of its header. */
export interface PaxRecords {
  readonly path?: string;
  readonly size?: number;
  /** True where the content is not the file's content but only its parts that are not zero. */
  readonly isSparse: boolean;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads pax records, each `<length> <key>=<value>\n`, its length counting all of it. Throws a TarFault
 * for a record that breaks this form, and for a size that is no size.
 */
export function parsePax(bytes: Uint8Array): PaxRecords {
  const known = new Map<string, string>();
  let isSparse = false;
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const digits = Buffer.from(bytes.subarray(at, Math.max(at, space))).toString("latin1");
    const length = /^[1-9]\d{0,6}$/.test(digits) ? Number(digits) : 0;
    const end = at + length;
    if (length <= digits.length + 2 || end > bytes.length || bytes[end - 1] !== 10)
      throw new TarFault("pax records of the form length key=value", `other bytes at ${at}`);
    const [key, value] = splitRecord(bytes.subarray(space + 1, end - 1));
    if (key === "path" || key === "size") known.set(key, value);
    if (key.startsWith("GNU.sparse.")) isSparse = true;
    at = end;
  }
  const path = known.get("path");
  const size = known.get("size");
  return {
    isSparse,
    ...(path === undefined ? {} : { path }),
    ...(size === undefined ? {} : { size: sizeOf(size) }),
  };
}

function splitRecord(record: Uint8Array): [key: string, value: string] {
  const equals = record.indexOf(61);
  if (equals <= 0) throw new TarFault("pax records of the form length key=value", "no key");
  const key = Buffer.from(record.subarray(0, equals)).toString("latin1");
  const value = record.subarray(equals + 1);
  try {
    return [key, decoder.decode(value)];
  } catch {
    return [key, `\0${Buffer.from(value).toString("latin1")}`]; // no name that is taken
  }
}

function sizeOf(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : -1;
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new TarFault("a pax size from 0 to 2^53", text);
}
