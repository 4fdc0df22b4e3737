import { isMainThread } from "node:worker_threads";
import type { Image, PixelWindow, Size } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { type DecodeOptions, decodeWindow } from "./decode-image.ts";
import { openRegularFile, readRegularFile } from "./open-regular-file.ts";

/**
 * Reads and decodes an image file, named in any error; the rest is as `decodeImage`.
 * Throws `NOT_FOUND` for a missing file and `INVALID_FILE` for what cannot be read as a file.
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
  return decodeWindow(await readBytes(path), { ...options, file: options.file ?? path }, choose);
}

// A worker waits for its file itself: four errands to the threads of the pool cost it ten times as much.
async function readBytes(path: string): Promise<Uint8Array> {
  if (!isMainThread) return readRegularFile("readImage", path);
  const handle = await openRegularFile("readImage", path);
  try {
    return await handle.readFile();
  } catch (cause) {
    throw new VisionError({
      code: "INVALID_FILE",
      who: "readImage",
      file: path,
      expected: "a file that can be read",
      got: cause,
      hint: "check the disk",
      cause,
    });
  } finally {
    await handle.close();
  }
}
