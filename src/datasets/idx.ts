import { promisify } from "node:util";
import { constants, gunzip, gunzipSync } from "node:zlib";
import { readWhole } from "../io/read-whole.ts";
import { type ErrorFacts, VisionError } from "../util/errors.ts";

/** An array of bytes as an IDX file holds it, last dimension fastest. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Options of `readIdx`. */
export interface IdxOptions {
  /** What the file must hold; whole numbers come as their bytes, the highest first. Default: "uint8". */
  readonly type?: "uint8" | "int32";
  /** The number of dimensions that the file must have. Default: any. */
  readonly rank?: number;
  /** Larger files are refused before they are read or unzipped, in bytes. Default: 1 GiB. */
  readonly maxBytes?: number;
}

/**
 * Reads an IDX file of unsigned bytes or 32-bit whole numbers (MNIST's format: yann.lecun.com/exdb/mnist), plain or
 * gzipped; which of the two is decided by content. Throws NOT_FOUND, TOO_LARGE, or INVALID_FILE
 * with the file and the byte where a rule is broken (counted in the unzipped content, or in the
 * file itself where unzipping fails): magic number, dimensions, length, nothing after the end.
 * @example
 * const { shape } = await readIdx("fixtures/fashion-mnist/t10k-images-idx3-ubyte.gz", { rank: 3 });
 * console.log(shape); // [1000, 28, 28]
 */
export async function readIdx(
  path: string,
  { rank, type = "uint8", maxBytes = 2 ** 30 }: IdxOptions = {},
): Promise<IdxArray> {
  const file = await readWhole("readIdx", path, (size) => {
    if (size > maxBytes) throw tooLarge(path, size, maxBytes);
    return Buffer.allocUnsafeSlow(size);
  });
  const zipped = file[0] === 0x1f && file[1] === 0x8b;
  const head = zipped ? unzipHead(path, file) : file;
  const { shape, start } = readHeader(path, head, rank, types[type]);
  const size = type === "int32" ? 4 : 1;
  const end = shape.reduce((product, length) => product * length, size) + start;
  if (end > maxBytes) throw tooLarge(path, end, maxBytes);
  const content = zipped ? await unzip(path, file, end) : file;
  if (content.length !== end) throw wrongLength(path, shape, content.length, end);
  return { shape, data: content.subarray(start) };
}

/** The error for a broken rule of the format, for `readIdx` and who checks what it gives. */
export function idxError(
  file: string,
  expected: string,
  got: unknown,
  facts: Partial<ErrorFacts> = {},
): VisionError {
  const usual = { code: "INVALID_FILE", who: "readIdx", hint: "fetch the file again" } as const;
  return new VisionError({ ...usual, ...facts, expected, got, file });
}

// Magic: two zero bytes, the element type, the number of dimensions; then big-endian sizes.
const magicText = {
  8: "the magic number 0, 0, 8 (bytes), dimensions",
  12: "the magic number 0, 0, 12 (whole numbers), dimensions",
} as const;
const types = { uint8: 8, int32: 12 } as const;

function readHeader(path: string, head: Uint8Array, rank: number | undefined, wanted: 8 | 12) {
  if (head.length < 4) throw idxError(path, "4 bytes of magic number", head.length, { offset: 0 });
  const magic = [...head.subarray(0, 4)];
  const [zero1, zero2, type, dimensions] = magic as [number, number, number, number];
  if (zero1 !== 0 || zero2 !== 0 || type !== wanted || dimensions === 0)
    throw idxError(path, magicText[wanted], magic, { offset: 0 });
  if (rank !== undefined && dimensions !== rank) {
    const hint = "is it the labels' file in place of the images', or the reverse?";
    throw idxError(path, `${rank} dimensions`, dimensions, { offset: 3, hint });
  }
  const start = 4 + 4 * dimensions;
  if (head.length < start)
    throw idxError(path, `a header of ${start} bytes`, head.length, { offset: head.length });
  const view = new DataView(head.buffer, head.byteOffset, start);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  return { shape, start };
}

// At most 255 dimensions: 1,024 bytes hold any header. A deflated kilobyte unfolds to 1 MB at most.
const headerBytes = 4 + 4 * 255;

function unzipHead(path: string, file: Uint8Array): Uint8Array {
  for (let taken = 1024; ; taken *= 2) {
    const start = file.subarray(0, taken);
    try {
      const head = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
      if (head.length >= headerBytes || taken >= file.length) return head;
    } catch (cause) {
      throw badZip(path, file, cause);
    }
  }
}

type Unzipped = { buffer: Uint8Array; engine: { bytesWritten: number } };
const gunzipAsync = promisify(gunzip) as (
  bytes: Uint8Array,
  options: object,
) => Promise<Uint8Array | Unzipped>;

async function unzip(path: string, file: Uint8Array, end: number): Promise<Uint8Array> {
  try {
    // One byte more than declared is enough to know that there is more.
    const options = { maxOutputLength: end + 1, info: true };
    const { buffer, engine } = (await gunzipAsync(file, options)) as Unzipped;
    if (engine.bytesWritten === file.length) return buffer;
    const extra = file.length - engine.bytesWritten;
    throw idxError(path, "nothing after the gzip stream", `${extra} more bytes`, {
      offset: engine.bytesWritten,
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw idxError(path, `the end of the unzipped content`, "more bytes", { offset: end, cause });
    throw badZip(path, file, cause);
  }
}

function badZip(path: string, file: Uint8Array, cause: unknown): VisionError {
  if (cause instanceof VisionError) return cause;
  const cut = (cause as NodeJS.ErrnoException).code === "Z_BUF_ERROR";
  const place = cut ? { offset: file.length } : {};
  return idxError(path, "a whole gzip file", cause, { ...place, cause });
}

function wrongLength(path: string, shape: readonly number[], got: number, end: number) {
  const need = `${end} bytes for the dimensions [${shape.join(", ")}]`;
  return idxError(path, need, got, { offset: Math.min(got, end) });
}

function tooLarge(path: string, got: number, maxBytes: number): VisionError {
  const hint = "pass a larger maxBytes if the file is to be trusted";
  return idxError(path, `at most ${maxBytes} bytes`, got, { code: "TOO_LARGE", hint });
}
