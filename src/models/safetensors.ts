import type { FileHandle } from "node:fs/promises";
import { openRegularFile } from "../io/open-regular-file.ts";
import { writeFileAtomic } from "../io/write-file-atomic.ts";
import { realize, Tensor } from "../tensor/index.ts";
import { expected, VisionError } from "../util/errors.ts";
import { isChecksum, readChecksums, tensorDigest, withChecksums } from "./safetensors-checksums.ts";
import { fromStored, storedTypes, writtenTypes } from "./safetensors-dtypes.ts";
import {
  type Broken,
  brokenIn,
  type Entry,
  headerLength,
  longestHeader,
  parseHeader,
  type SafetensorsHeader,
} from "./safetensors-header.ts";

/** What a safetensors file holds. */
export interface SafetensorsFile {
  /** In the order of the file. */
  readonly tensors: Map<string, Tensor>;
  /** Free text by key; our checksums are taken out. */
  readonly metadata: Map<string, string>;
  /** `sha256` if the file had our checksums, and all of them fitted; else `none`. */
  readonly integrity: "sha256" | "none";
}

/** Options of `encodeSafetensors`. */
export interface EncodeSafetensorsOptions {
  /** Adds a SHA-256 of each tensor and of the metadata; reading checks them. Default false. */
  readonly checksums?: boolean;
}

/** Options of `writeSafetensors`. */
export interface WriteSafetensorsOptions extends EncodeSafetensorsOptions {
  /** Whether a file of this name may be replaced. Default true. */
  readonly overwrite?: boolean;
}

/** Text by key, as a map or an object. */
export type Metadata = ReadonlyMap<string, string> | Readonly<Record<string, string>>;

/**
 * Reads a safetensors file by every rule of the format; F16 and BF16 become float32, exactly.
 * Throws `NOT_FOUND`, `INVALID_FILE` with tensor, offset and rule, and `UNSUPPORTED_FORMAT` for
 * element types that no `Tensor` has.
 * @example
 * const path = "fixtures/golden/safetensors/all-dtypes.safetensors";
 * const { tensors } = await readSafetensors(path);
 */
export async function readSafetensors(path: string): Promise<SafetensorsFile> {
  const broken = brokenIn(path);
  const handle = await openRegularFile("readSafetensors", path);
  try {
    const { size } = await handle.stat();
    const read = (start: number, end: number) => readRange(handle, start, end, broken);
    const length = headerLength(await read(0, Math.min(8, size)), size, broken);
    const header = parseHeader(await read(8, 8 + length), size, broken);
    const opened = openHeader(header, broken, path);
    for (const entry of header.entries) opened.add(entry, await read(entry.start, entry.end));
    return opened.file;
  } finally {
    await handle.close();
  }
}

/**
 * Reads safetensors from memory, the rest as `readSafetensors`; the tensors do not share `bytes`.
 * @example const { tensors } = parseSafetensors(Buffer.concat(encodeSafetensors(new Map())));
 */
export function parseSafetensors(
  bytes: Uint8Array,
  { file }: { readonly file?: string } = {},
): SafetensorsFile {
  const broken = brokenIn(file);
  const length = headerLength(bytes.subarray(0, 8), bytes.length, broken);
  const header = parseHeader(bytes.subarray(8, 8 + length), bytes.length, broken);
  const opened = openHeader(header, broken, file);
  for (const entry of header.entries)
    opened.add(entry, Uint8Array.from(bytes.subarray(entry.start, entry.end)));
  return opened.file;
}

/**
 * Encodes tensors as the pieces of a safetensors file: the same tensors give the same bytes, laid
 * out as by the reference (wide element types first, then by name; header padded to 8 bytes).
 * Throws `INVALID_ARGUMENT` for names and metadata that the format cannot hold.
 * @example
 * const tensors = new Map([["bias", Tensor.fromData(new Float32Array(2), [2])]]);
 * const bytes = Buffer.concat(encodeSafetensors(tensors));
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Metadata = new Map(),
  { checksums = false }: EncodeSafetensorsOptions = {},
): Uint8Array[] {
  const parts = [...tensors].map(([name, tensor]) => partOf(name, tensor));
  parts.sort((a, b) => a.order - b.order || compareText(a.name, b.name));
  let texts = checkMetadata(metadata);
  if (checksums)
    texts = withChecksums(texts, new Map(parts.map((p) => [p.name, tensorDigest(p, p.bytes)])));
  const fields: string[] = [];
  if (texts.size > 0) {
    const sorted = [...texts].sort(([a], [b]) => compareText(a, b));
    const inner = sorted.map(([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`);
    fields.push(`"__metadata__":{${inner.join(",")}}`);
  }
  let at = 0;
  for (const { name, stored, shape, bytes } of parts) {
    const info = { dtype: stored, shape, data_offsets: [at, at + bytes.length] };
    fields.push(`${JSON.stringify(name)}:${JSON.stringify(info)}`);
    at += bytes.length;
  }
  return [encodeHeader(`{${fields.join(",")}}`), ...parts.map(({ bytes }) => bytes)];
}

/**
 * Writes tensors as a safetensors file that Python's safetensors reads; whole or not at all
 * (`writeFileAtomic`, whose errors it throws). Tensors are computed first.
 * @example
 * const tensors = new Map([["bias", Tensor.fromData(new Float32Array(3), [3])]]);
 * await writeSafetensors("model.safetensors", tensors, { epoch: "3" }, { checksums: true });
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Metadata = new Map(),
  { overwrite = true, checksums = false }: WriteSafetensorsOptions = {},
): Promise<void> {
  await realize(...tensors.values());
  await writeFileAtomic(path, encodeSafetensors(tensors, metadata, { checksums }), { overwrite });
}

function openHeader({ entries, metadata }: SafetensorsHeader, broken: Broken, file?: string) {
  for (const entry of entries) checkReadable(entry, file);
  const digests = readChecksums(metadata, entries, broken);
  for (const key of [...metadata.keys()]) if (isChecksum(key)) metadata.delete(key);
  const tensors = new Map<string, Tensor>();
  const integrity: SafetensorsFile["integrity"] = digests === undefined ? "none" : "sha256";
  return {
    file: { tensors, metadata, integrity },
    add(entry: Entry, bytes: Uint8Array<ArrayBuffer>) {
      const { name, stored, shape, start } = entry;
      const whose = `tensor ${JSON.stringify(name)}`;
      const digest = digests?.get(name);
      if (digest !== undefined && digest !== tensorDigest(entry, bytes))
        throw broken(`${whose} with SHA-256 ${digest}`, "other bytes", start);
      if (stored === "BOOL" && bytes.some((byte) => byte > 1))
        throw broken(`${whose} to be bytes 0 and 1`, "other bytes", start);
      tensors.set(name, Tensor.fromData(fromStored(bytes, stored), shape, dtypeOf(stored)));
    },
  };
}

function dtypeOf(stored: string) {
  return storedTypes.get(stored)?.dtype;
}

function checkReadable({ name, stored, start }: Entry, file?: string): void {
  if (dtypeOf(stored) !== undefined) return;
  throw new VisionError({
    code: "UNSUPPORTED_FORMAT",
    who: "safetensors",
    file: file ?? "bytes",
    offset: start,
    expected: `tensor ${JSON.stringify(name)} as F64, F32, F16, BF16, I64, I32, U8 or BOOL`,
    got: stored,
    hint: "convert the tensor to one of these types before saving it",
  });
}

async function readRange(handle: FileHandle, start: number, end: number, broken: Broken) {
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, 2 ** 30);
    const { bytesRead } = await handle.read(bytes, done, length, start + done);
    if (bytesRead === 0) throw broken(`${end} bytes`, "fewer: it changed while being read", start);
    done += bytesRead;
  }
  return bytes;
}

function partOf(name: string, tensor: Tensor) {
  const order = writtenTypes.findIndex(([dtype]) => dtype === tensor.dtype);
  if (name === "__metadata__" || !isText(name))
    throw expected(
      "encodeSafetensors",
      "a tensor name that the format can hold",
      name,
      "rename it",
    );
  const { buffer, byteOffset, byteLength } = tensor.hostData();
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return { name, order, stored: writtenTypes[order]![1], shape: tensor.shape, bytes };
}

function checkMetadata(metadata: Metadata): Map<string, string> {
  const entries = metadata instanceof Map ? metadata : new Map(Object.entries(metadata));
  for (const [key, text] of entries) {
    if (typeof text !== "string" || !isText(key) || !isText(text))
      throw expected("encodeSafetensors", `metadata ${key} to be text`, text, "use JSON.stringify");
    if (isChecksum(key))
      throw expected("encodeSafetensors", "metadata keys of your own", key, "choose another key");
  }
  return entries;
}

// The header: its length in 8 bytes, the JSON, spaces until the tensors start at a multiple of 8.
function encodeHeader(json: string): Uint8Array {
  const text = Buffer.from(json);
  const length = Math.ceil(text.length / 8) * 8;
  if (length > longestHeader)
    throw expected(
      "encodeSafetensors",
      `a header of at most ${longestHeader} bytes`,
      length,
      "save less",
    );
  const header = Buffer.alloc(8 + length, " ");
  header.writeBigUInt64LE(BigInt(length), 0);
  text.copy(header, 8);
  return header;
}

// By code point, as the reference compares; JavaScript's own order is by UTF-16 unit.
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const loneSurrogate = /\p{Surrogate}/u; // what UTF-8 has no bytes for

function isText(value: string): boolean {
  return !loneSurrogate.test(value);
}
