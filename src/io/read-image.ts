import { isMainThread } from "node:worker_threads";
import type { Image, PixelWindow, Size } from "../sample/index.ts";
import { recycle, uninitializedBytes } from "../util/allocate.ts";
import { type DecodeOptions, decodeWindow } from "./decode-image.ts";
import { readRegularFile } from "./open-regular-file.ts";
import { readWhole } from "./read-whole.ts";

/**
 * Reads and decodes an image file, named in any error; the rest is as `decodeImage`.
 * Throws `NOT_FOUND` for a missing file, `INVALID_FILE` for what cannot be read as a file, and `EXHAUSTED` where the
 * system has no file handles left.
 * @example const image = await readImage("fixtures/photos/chelsea.png"); // 300 x 451 x 3
 */
export async function readImage(path: string, options: DecodeOptions = {}): Promise<Image> {
  return readWindow(path, options);
}

/** `readImage`, of a rectangle only: see `decodeWindow`. */
export async function readWindow(
  path: string,
  options: DecodeOptions = {},
  choose?: (size: Size) => PixelWindow,
): Promise<Image> {
  const bytes = await readBytes(path);
  const image = await decodeWindow(bytes, { ...options, file: options.file ?? path }, choose);
  // Nobody else has seen the file's bytes. The next one may overwrite them, unless the picture is made of them.
  if (bytes.length <= mostKept && image.data.buffer !== bytes.buffer) recycle(bytes);
  return image;
}

// Bytes of larger files are seldom read again and again.
const mostKept = 2 ** 20;

// A worker waits for its file itself: errands to the threads of the pool cost it ten times as much.
async function readBytes(path: string): Promise<Uint8Array> {
  const who = "readImage";
  return isMainThread ? readWhole(who, path, memoryFor) : readRegularFile(who, path, memoryFor);
}

function memoryFor(size: number): Buffer {
  return Buffer.from(uninitializedBytes(size).buffer, 0, size);
}
