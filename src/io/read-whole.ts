import { closeSync, fstatSync, open, read, readFile } from "node:fs";
import { promisify } from "node:util";
import { VisionError } from "../util/errors.ts";
import {
  checkFile,
  checkSame,
  type FileMemory,
  fileFlags,
  mostAtOnce,
  openWithStats,
  unreadable,
} from "./open-regular-file.ts";

/**
 * A file's bytes. Throws as `openRegularFile`, INVALID_FILE for a file that changes meanwhile, and what `memory` throws
 * of a size that it refuses.
 * Only what may wait for a disk or a network is left to the pool's threads: each errand there takes longer than
 * reading a photo, and what is known of an open file is there at once.
 */
export async function readWhole(
  who: string,
  path: string,
  memory: FileMemory = Buffer.allocUnsafeSlow,
): Promise<Buffer> {
  let file: number | undefined;
  try {
    file = await promisify(open)(path, fileFlags);
    const before = checkFile(fstatSync(file));
    if (before.size === 0) return await promisify(readFile)(file); // some system files do not tell
    const bytes = memory(before.size);
    for (let done = 0; done < bytes.length; ) {
      const most = Math.min(bytes.length - done, mostAtOnce);
      const count = await readSome(file, bytes, done, most);
      if (count === 0) break;
      done += count;
    }
    checkSame(before, fstatSync(file));
    return bytes;
  } catch (cause) {
    throw cause instanceof VisionError ? cause : unreadable(who, path, cause);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A file's size in bytes. Throws as `openRegularFile`. */
export async function sizeOf(who: string, path: string): Promise<number> {
  const { handle, stats } = await openWithStats(who, path);
  await handle.close();
  return stats.size;
}

function readSome(file: number, bytes: Buffer, start: number, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, bytes, start, length, null, (error, count) =>
      error === null ? resolve(count) : reject(error),
    );
  });
}
