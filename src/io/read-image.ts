import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Image } from "../sample/index.ts";
import { VisionError } from "../util/errors.ts";
import { type DecodeOptions, decodeImage } from "./decode-image.ts";
import { systemCode } from "./file-ops.ts";

/**
 * Reads and decodes an image file, named in any error; the rest is as `decodeImage`.
 * Throws `NOT_FOUND` for a missing file and `INVALID_FILE` for what cannot be read as a file.
 * @example const image = await readImage("fixtures/photos/chelsea.png"); // 300 x 451 x 3
 */
export async function readImage(path: string, options: DecodeOptions = {}): Promise<Image> {
  return decodeImage(await readBytes(path), { ...options, file: options.file ?? path });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // A pipe or device may have no end: it is opened without waiting, and refused.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await handle.stat()).isFile()) throw new Error("not a regular file");
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const missing = ["ENOENT", "ENOTDIR"].includes(systemCode(cause));
    throw new VisionError({
      code: missing ? "NOT_FOUND" : "INVALID_FILE",
      who: "readImage",
      file: path,
      expected: "a file that can be read",
      got: cause,
      hint: missing ? "check the path" : "check what the path leads to and who may read it",
      cause,
    });
  }
}
