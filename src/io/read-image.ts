import { isMainThread } from "node:worker_threads";
import type { Image } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { type DecodeOptions, decodeImage } from "./decode-image.ts";
import { openRegularFile, readRegularFile } from "./open-regular-file.ts";

/**
 * Reads and decodes an image file, named in any error; the rest is as `decodeImage`.
 * Throws `NOT_FOUND` for a missing file and `INVALID_FILE` for what cannot be read as a file.
 * @example const image = await readImage("fixtures/photos/chelsea.png"); // 300 x 451 x 3
 */
export async function readImage(path: string, options: DecodeOptions = {}): Promise<Image> {
  return decodeImage(await readBytes(path), { ...options, file: options.file ?? path });
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
