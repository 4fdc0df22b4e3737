import { constants } from "node:buffer";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { VisionError } from "../util/errors.ts";
import { readWhole } from "./read-whole.ts";

/** Numbers of any of MATLAB's kinds. */
export type MatData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** A variable of a MATLAB file. Items are in MATLAB's order: the first dimension runs fastest. */
export type MatValue =
  | { readonly kind: "numbers"; readonly shape: readonly number[]; readonly data: MatData }
  | { readonly kind: "text"; readonly shape: readonly number[]; readonly text: string }
  | { readonly kind: "cell"; readonly shape: readonly number[]; readonly items: MatValue[] }
  | {
      readonly kind: "struct";
      readonly shape: readonly number[];
      /** Of each field, the value in each element. */
      readonly fields: ReadonlyMap<string, MatValue[]>;
    };

/**
 * Reads the variables of a MATLAB level 5 file (`save -v6` and `-v7`, compressed or not): numbers, text,
 * cells and structures, as far as data sets use them. Throws INVALID_FILE with the place of the broken
 * element, UNSUPPORTED_FORMAT for level 7.3 (HDF5), objects, sparse and complex arrays, and TOO_LARGE
 * where compressed variables unfold to more than 1 GiB and 100 times the file.
 * @example
 * const variables = await readMat("data/flowers-102/setid.mat");
 * const train = variables.get("trnid"); // { kind: "numbers", shape: [1, 1020], data: Uint16Array }
 */
export async function readMat(path: string): Promise<Map<string, MatValue>> {
  return parseMat(path, await readWhole("readMat", path));
}

/** The same for the bytes of a file; the path is for messages. */
export async function parseMat(path: string, bytes: Buffer): Promise<Map<string, MatValue>> {
  const little = bytes.toString("latin1", 126, 128) === "IM";
  if (bytes.length < 128 || (!little && bytes.toString("latin1", 126, 128) !== "MI"))
    throw matError(path, "a MATLAB file of level 5", "other bytes", 126);
  const version = bytes[little ? 125 : 124];
  if (version === 2)
    throw matError(path, "a MATLAB file of level 5", "level 7.3 (HDF5)", 124, "UNSUPPORTED_FORMAT");
  const variables = new Map<string, MatValue>();
  const file = { path, little, room: Math.max(2 ** 30, 100 * bytes.length) };
  for (const element of elementsOf(new MatBytes(file, bytes, 128, bytes.length, 0))) {
    const { name, value } = await variable(element);
    if (name !== "") variables.set(name, value);
  }
  return variables;
}

async function variable(element: Element): Promise<{ name: string; value: MatValue }> {
  if (element.type !== 15) return array(element, 0);
  const { file, start } = element.body;
  const maxOutputLength = Math.min(file.room, constants.MAX_LENGTH); // zlib takes no more
  const unzipped = await inflateAsync(element.body.bytes, { maxOutputLength }).catch(
    (cause: NodeJS.ErrnoException) => {
      const large = cause.code === "ERR_BUFFER_TOO_LARGE";
      const expected = large
        ? `at most ${maxOutputLength} bytes unfolded`
        : "whole compressed data";
      throw matError(file.path, expected, cause, start, large ? "TOO_LARGE" : "INVALID_FILE");
    },
  );
  file.room -= unzipped.length;
  const [inner] = elementsOf(new MatBytes(file, unzipped, 0, unzipped.length, start));
  if (inner === undefined) throw matError(file.path, "a variable", "nothing", start);
  return array(inner, 0);
}

const inflateAsync = promisify(inflate) as (bytes: Uint8Array, o: object) => Promise<Buffer>;

interface MatFile {
  readonly path: string;
  readonly little: boolean;
  /** Bytes that may still unfold. */
  room: number;
}

interface Element {
  readonly type: number;
  readonly body: MatBytes;
}

/** Some bytes of a file; `base` is where they begin in the file, for messages. */
class MatBytes {
  readonly file: MatFile;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly view: DataView;

  constructor(file: MatFile, bytes: Uint8Array, from: number, to: number, base: number) {
    this.file = file;
    this.bytes = bytes.subarray(from, to);
    this.start = base + from;
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  }

  deny(expected: string, got: unknown, at = 0): VisionError {
    return matError(this.file.path, expected, got, this.start + at);
  }
}

// A tag of 8 bytes: type, size; or, for up to 4 bytes, both in the first half and the data in the other.
function* elementsOf(source: MatBytes): Generator<Element> {
  const { view, file, bytes, start } = source;
  const { little } = file;
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < 8) throw source.deny("the tag of an element", "the end", at);
    const first = view.getUint32(at, little);
    const short = first >>> 16;
    const size = short > 0 ? short : view.getUint32(at + 4, little);
    const from = at + (short > 0 ? 4 : 8);
    if (short > 4 || from + size > bytes.length)
      throw source.deny(`an element of ${size} bytes`, `${bytes.length - from} bytes`, at);
    const type = short > 0 ? first & 0xffff : first;
    yield { type, body: new MatBytes(file, bytes, from, from + size, start) };
    // Compressed elements are not padded.
    at = short > 0 ? at + 8 : from + (type === 15 ? size : Math.ceil(size / 8) * 8);
  }
}

const deepest = 50;

function array({ type, body }: Element, depth: number): { name: string; value: MatValue } {
  if (type !== 14) throw body.deny("an array", `an element of type ${type}`);
  if (depth > deepest) throw body.deny(`at most ${deepest} arrays in each other`, "more");
  if (body.bytes.length === 0) return { name: "", value: numbers([0, 0], new Float64Array(0)) };
  const parts = elementsOf(body);
  const next = (what: string): Element => {
    const { value, done } = parts.next();
    if (done) throw body.deny(what, "the end of the array");
    return value;
  };
  const flags = arrayFlags(next("flags"));
  const shape = whole(next("dimensions").body);
  const count = shape.reduce((product, size) => product * size, 1);
  const name = latin1(next("a name"));
  const place = { body, shape, count, next, depth: depth + 1 };
  return { name, value: content(flags, place) };
}

interface Place {
  readonly body: MatBytes;
  readonly shape: readonly number[];
  readonly count: number;
  readonly next: (what: string) => Element;
  readonly depth: number;
}

function content(flags: { kind: number; complex: boolean }, place: Place): MatValue {
  const { body, shape, count, next, depth } = place;
  // Every cell takes a tag at least: a count beyond that is a lie.
  const items = (total: number) => {
    if (total * 8 > body.bytes.length) throw body.deny("as many items as dimensions say", total);
    return Array.from({ length: total }, () => array(next("an item"), depth).value);
  };
  if (flags.kind === 1) return { kind: "cell", shape, items: items(count) };
  if (flags.kind === 2) {
    const width = whole(next("the length of names").body)[0] ?? 0;
    const names = fieldNames(next("names of fields"), width);
    const values = items(count * names.length);
    const fields = names.map((name, f): [string, MatValue[]] => [
      name,
      values.filter((_, i) => i % names.length === f),
    ]);
    return { kind: "struct", shape, fields: new Map(fields) };
  }
  if (flags.kind === 4) return { kind: "text", shape, text: text(next("text")) };
  if (flags.complex || flags.kind < 6 || flags.kind > 15) {
    const got = flags.complex ? "complex numbers" : `an array of class ${flags.kind}`;
    const need = "numbers, text, cells and structures";
    throw matError(body.file.path, need, got, body.start, "UNSUPPORTED_FORMAT");
  }
  const data = values(next("numbers"));
  if (data.length !== count) throw body.deny(`${count} numbers`, data.length);
  return numbers(shape, data);
}

function numbers(shape: readonly number[], data: MatData): MatValue {
  return { kind: "numbers", shape, data };
}

function arrayFlags({ body }: Element): { kind: number; complex: boolean } {
  if (body.bytes.length < 8) throw body.deny("8 bytes of flags", body.bytes.length);
  const word = body.view.getUint32(0, body.file.little);
  return { kind: word & 0xff, complex: (word & 0x800) !== 0 };
}

function whole(body: MatBytes): number[] {
  const out: number[] = [];
  for (let at = 0; at + 4 <= body.bytes.length; at += 4)
    out.push(body.view.getInt32(at, body.file.little));
  if (out.some((size) => size < 0)) throw body.deny("sizes from 0", out);
  return out;
}

function latin1({ body }: Element): string {
  return Buffer.from(body.bytes).toString("latin1");
}

function fieldNames({ body }: Element, width: number): string[] {
  if (width < 1 || body.bytes.length % width !== 0) throw body.deny("names of fields", width);
  const all = Buffer.from(body.bytes).toString("latin1");
  return Array.from({ length: all.length / width }, (_, i) =>
    all.slice(i * width, (i + 1) * width).replace(/\0.*$/s, ""),
  );
}

// By MATLAB's numbers of types: 16 is UTF-8, 17 UTF-16; else one character a number.
function text({ type, body }: Element): string {
  if (type === 16 || type === 1 || type === 2)
    return Buffer.from(body.bytes).toString(type === 16 ? "utf8" : "latin1");
  const units = values({ type: type === 17 ? 4 : type, body });
  return Array.from(units as ArrayLike<number | bigint>, (unit) =>
    String.fromCharCode(Number(unit)),
  ).join("");
}

const readers: Readonly<
  Record<number, readonly [size: number, make: (view: DataView, little: boolean) => MatData]>
> = {
  1: [1, (view) => Int8Array.from({ length: view.byteLength }, (_, i) => view.getInt8(i))],
  2: [1, (view) => new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength)],
  3: [2, (v, le) => Int16Array.from({ length: v.byteLength / 2 }, (_, i) => v.getInt16(2 * i, le))],
  4: [
    2,
    (v, le) => Uint16Array.from({ length: v.byteLength / 2 }, (_, i) => v.getUint16(2 * i, le)),
  ],
  5: [4, (v, le) => Int32Array.from({ length: v.byteLength / 4 }, (_, i) => v.getInt32(4 * i, le))],
  6: [
    4,
    (v, le) => Uint32Array.from({ length: v.byteLength / 4 }, (_, i) => v.getUint32(4 * i, le)),
  ],
  7: [
    4,
    (v, le) => Float32Array.from({ length: v.byteLength / 4 }, (_, i) => v.getFloat32(4 * i, le)),
  ],
  9: [
    8,
    (v, le) => Float64Array.from({ length: v.byteLength / 8 }, (_, i) => v.getFloat64(8 * i, le)),
  ],
  12: [
    8,
    (v, le) => BigInt64Array.from({ length: v.byteLength / 8 }, (_, i) => v.getBigInt64(8 * i, le)),
  ],
  13: [
    8,
    (v, le) =>
      BigUint64Array.from({ length: v.byteLength / 8 }, (_, i) => v.getBigUint64(8 * i, le)),
  ],
};

function values({ type, body }: Element): MatData {
  const reader = readers[type];
  if (reader === undefined || body.bytes.length % reader[0] !== 0)
    throw body.deny("numbers", `${body.bytes.length} bytes of type ${type}`);
  return reader[1](body.view, body.file.little);
}

function matError(
  file: string,
  expected: string,
  got: unknown,
  offset: number,
  code: "INVALID_FILE" | "UNSUPPORTED_FORMAT" | "TOO_LARGE" = "INVALID_FILE",
): VisionError {
  const hint =
    code === "UNSUPPORTED_FORMAT" ? 'save it with "-v7", as plain arrays' : "fetch the file again";
  return new VisionError({ code, who: "readMat", expected, got, hint, file, offset });
}
