import { createReadStream } from "node:fs";
import { VisionError } from "../util/errors.ts";
import { bunzip2 } from "./bunzip2.ts";
import { openRegularFile } from "./open-regular-file.ts";

/**
 * The content of a .bz2 file. Throws NOT_FOUND, INVALID_FILE for damage, and TOO_LARGE from `maxBytes` on.
 */
export async function readPacked(
  who: string,
  path: string,
  { maxBytes = 2 ** 30 }: { readonly maxBytes?: number } = {},
): Promise<Buffer> {
  await (await openRegularFile(who, path)).close();
  const parts: Uint8Array[] = [];
  let left = maxBytes;
  for await (const part of bunzip2(path, createReadStream(path))) {
    left -= part.length;
    if (left < 0) {
      const hint = "fetch the file again";
      const expected = `at most ${maxBytes} bytes unpacked`;
      throw new VisionError({ code: "TOO_LARGE", who, expected, got: "more", hint, file: path });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
