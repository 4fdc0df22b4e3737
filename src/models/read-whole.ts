import { constants } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import type { Refuse } from "../io/refuse.ts";

const largestRead = 2 ** 30; // the system call takes less than 2 GiB at once

/** All bytes of an open file, at the start of memory of their own. */
export async function readWhole(handle: FileHandle, refuse: Refuse): Promise<Uint8Array> {
  const { size } = await handle.stat();
  if (size > constants.MAX_LENGTH)
    throw refuse(`a file of at most ${constants.MAX_LENGTH} bytes`, size, 0, {
      code: "TOO_LARGE",
      hint: "save it in parts, or as .safetensors, which is read tensor by tensor",
    });
  const bytes = new Uint8Array(size);
  for (let done = 0; done < size; ) {
    const length = Math.min(size - done, largestRead);
    const { bytesRead } = await handle.read(bytes, done, length, done);
    if (bytesRead === 0) throw refuse(`${size} bytes`, "fewer: it changed while being read", done);
    done += bytesRead;
  }
  return bytes;
}
