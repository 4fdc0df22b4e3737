import { openWithStats, readOpened, unreadable } from "./open-regular-file.ts";

/** A file's bytes. Throws as `openRegularFile`, and INVALID_FILE for a file that changes meanwhile. */
export async function readWhole(who: string, path: string): Promise<Buffer> {
  const { handle, stats } = await openWithStats(who, path);
  try {
    return await readOpened(handle, stats);
  } catch (cause) {
    throw unreadable(who, path, cause);
  } finally {
    await handle.close();
  }
}

/** A file's size in bytes. Throws as `openRegularFile`. */
export async function sizeOf(who: string, path: string): Promise<number> {
  const { handle, stats } = await openWithStats(who, path);
  await handle.close();
  return stats.size;
}
