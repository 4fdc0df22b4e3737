import { VisionError } from "../util/errors.ts";
import { storedTypes } from "./safetensors-dtypes.ts";
import { parseStrictJson, type StrictJson, StrictJsonError } from "./strict-json.ts";

/** The longest header that the format allows. */
export const longestHeader = 100_000_000;

/** Where a tensor is in a file and what it is. */
export interface Entry {
  readonly name: string;
  /** The element type by the format's name. */
  readonly stored: string;
  readonly shape: readonly number[];
  /** First byte and the byte after the last, counted from the file's start. */
  readonly start: number;
  readonly end: number;
}

/** What a file says about itself. */
export interface SafetensorsHeader {
  /** In the order of their bytes. */
  readonly entries: readonly Entry[];
  readonly metadata: Map<string, string>;
}

/** Makes the error for a file that breaks a rule; `offset` counts from the file's start. */
export type Broken = (expected: string, got: unknown, offset: number, cause?: unknown) => Error;

/** Errors of one file. */
export function brokenIn(file: string | undefined): Broken {
  return (expected, got, offset, cause) =>
    new VisionError({
      code: "INVALID_FILE",
      who: "safetensors",
      file: file ?? "bytes",
      offset,
      expected,
      got,
      hint: "the file is damaged or not safetensors; fetch or write it again",
      cause,
    });
}

/** The header's length from the first bytes of a file of `size` bytes. */
export function headerLength(first: Uint8Array, size: number, broken: Broken): number {
  if (first.length < 8) throw broken("8 bytes of header length", `${first.length} bytes`, 0);
  const length = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(longestHeader))
    throw broken(`a header of at most ${longestHeader} bytes`, length, 0);
  if (Number(length) > size - 8)
    throw broken(`a header inside the file's ${size} bytes`, length, 0);
  return Number(length);
}

/**
 * Reads a header and checks every rule of the format against a file of `size` bytes.
 * Stricter than the reference in four things: a key that comes twice, whole numbers from 2^53 on,
 * a tensor described by an array instead of an object, and (on reading) masks of bytes beyond 1.
 */
export function parseHeader(bytes: Uint8Array, size: number, broken: Broken): SafetensorsHeader {
  const top = parseJson(bytes, broken);
  if (!(top instanceof Map)) throw broken("a JSON object as header", kindOf(top), 8);
  const dataStart = 8 + bytes.length;
  const metadata = readMetadata(top.get("__metadata__"), broken);
  const entries: Entry[] = [];
  for (const [name, info] of top) {
    if (name !== "__metadata__") entries.push(readEntry(name, info, dataStart, broken));
  }
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  checkRanges(entries, dataStart, size, broken);
  return { entries, metadata };
}

function parseJson(bytes: Uint8Array, broken: Broken): StrictJson {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw broken("a header in UTF-8", "other bytes", 8, cause);
  }
  try {
    return parseStrictJson(text);
  } catch (cause) {
    if (!(cause instanceof StrictJsonError)) throw cause;
    const before = Buffer.byteLength(text.slice(0, cause.position));
    throw broken("a header in JSON", cause, 8 + before, cause);
  }
}

function readMetadata(value: StrictJson | undefined, broken: Broken): Map<string, string> {
  const metadata = new Map<string, string>();
  if (value === undefined || value === null) return metadata;
  if (!(value instanceof Map)) throw broken("__metadata__ to be an object", kindOf(value), 8);
  for (const [key, text] of value) {
    if (typeof text !== "string")
      throw broken(`__metadata__ ${JSON.stringify(key)} to be text`, kindOf(text), 8);
    metadata.set(key, text);
  }
  return metadata;
}

function readEntry(name: string, info: StrictJson, dataStart: number, broken: Broken): Entry {
  const whose = `tensor ${JSON.stringify(name)}`;
  if (!(info instanceof Map)) throw broken(`${whose} to be an object`, kindOf(info), 8);
  const stored: unknown = info.get("dtype");
  if (typeof stored !== "string" || !storedTypes.has(stored))
    throw broken(`${whose} to have a dtype of the format`, stored, 8);
  const shape = wholeNumbers(info.get("shape"));
  if (shape === undefined)
    throw broken(`${whose} to have a shape of whole numbers`, kindOf(info.get("shape")), 8);
  const range = wholeNumbers(info.get("data_offsets"));
  if (range?.length !== 2) {
    const got = range ?? kindOf(info.get("data_offsets"));
    throw broken(`${whose} to have data_offsets of two whole numbers`, got, 8);
  }
  const [start, end] = [range[0]! + dataStart, range[1]! + dataStart];
  const entry = { name, stored, shape, start, end };
  checkSize(entry, broken);
  return entry;
}

function checkSize({ name, stored, shape, start, end }: Entry, broken: Broken): void {
  const whose = `tensor ${JSON.stringify(name)}`;
  let bits = storedTypes.get(stored)!.bits;
  for (const length of shape) {
    bits *= length;
    // A zero after a product that is too large still is an overflow, as in the reference.
    if (!Number.isSafeInteger(bits))
      throw broken(`${whose} to have a size that can be counted`, shape, start);
  }
  if (bits % 8 !== 0) throw broken(`${whose} to fill whole bytes`, `${bits} bits`, start);
  if (end - start !== bits / 8) {
    const need = `${whose} to have ${bits / 8} bytes for ${stored} ${JSON.stringify(shape)}`;
    throw broken(need, end - start, start);
  }
}

// Sorted by their bytes, tensors follow each other without a hole or an overlap to the very end.
function checkRanges(
  entries: readonly Entry[],
  dataStart: number,
  size: number,
  broken: Broken,
): void {
  let next = dataStart;
  for (const { name, start, end } of entries) {
    if (start !== next) {
      const rule = `tensor ${JSON.stringify(name)} to start where the one before ends (${next})`;
      throw broken(rule, start, start);
    }
    if (end > size) throw broken(`tensor ${JSON.stringify(name)} inside ${size} bytes`, end, start);
    next = end;
  }
  if (next !== size) throw broken(`the tensors to end with the file (${size})`, next, next);
}

function wholeNumbers(value: StrictJson | undefined): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.every((item) => typeof item === "number") ? value : undefined;
}

function kindOf(value: StrictJson | undefined): unknown {
  if (value === undefined) return "nothing";
  return value instanceof Map ? "an object" : value;
}
