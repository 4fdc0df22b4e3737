import { openRegularFile } from "./open-regular-file.ts";

/** A file's bytes. Throws NOT_FOUND and INVALID_FILE, naming `who` wanted them. */
export async function readWhole(who: string, path: string): Promise<Buffer> {
  const handle = await openRegularFile(who, path);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** A file's size in bytes. Throws NOT_FOUND and INVALID_FILE. */
export async function sizeOf(who: string, path: string): Promise<number> {
  const handle = await openRegularFile(who, path);
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
