import { ReadableStream } from "node:stream/web";
import { VisionError } from "../util/errors.ts";
import { type ArchiveEntry, archiveError } from "./archive-entry.ts";

/**
 * The entries of a tar archive, in order, as they come out of `bytes`. Throws INVALID_FILE where the
 * archive is cut, lacks its end mark, or has a header whose checksum is wrong.
 */
export async function* tarEntries(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { createTarDecoder } = await import("modern-tar"); // few programs unpack archives
  // Strict: wrong checksums, cuts inside and between entries and a missing end mark are errors.
  const decoder = createTarDecoder({ strict: true });
  const entries = ReadableStream.from(bytes).pipeThrough(decoder as never) as ReadableStream<{
    header: { name: string; size: number; type?: string };
    body: ReadableStream<Uint8Array>;
  }>;
  try {
    for await (const { header, body } of entries) {
      const { name, size, type = "file" } = header;
      let touched = false;
      yield {
        name,
        size,
        type,
        kind: type === "file" ? "file" : type === "directory" ? "folder" : "other",
        content: {
          [Symbol.asyncIterator]() {
            touched = true;
            return contentOf(file, body);
          },
        },
      };
      if (!touched) await body.cancel();
    }
  } catch (cause) {
    throw damaged(file, cause);
  }
}

// What unpacks the bytes may have said already what is wrong.
function damaged(file: string, cause: unknown): VisionError {
  if (cause instanceof VisionError) return cause;
  return archiveError(file, "a whole tar archive", cause, { cause });
}

// A cut may be noticed while an entry is read, by who reads it.
async function* contentOf(
  file: string,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body;
  } catch (cause) {
    throw damaged(file, cause);
  }
}
