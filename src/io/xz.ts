import { ReadableStream } from "node:stream/web";
import { archiveError } from "./archive-entry.ts";

/**
 * What an xz file holds, as it comes out of `bytes`: one or several streams, whose checksums (CRC32,
 * CRC64) are held to. Throws INVALID_FILE for damage, a cut, other checksums (SHA-256), and dictionaries above 64 MiB.
 */
export async function* unxz(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  // Few programs unpack xz. A CommonJS package: its export is found on `default`.
  const { default: library } = await import("xz-decompress");
  const { XzReadableStream } = library as unknown as typeof import("xz-decompress");
  const source = bytes[Symbol.asyncIterator]();
  const packed = ReadableStream.from({ [Symbol.asyncIterator]: () => source });
  const stream = new XzReadableStream(packed as never) as unknown as ReadableStream<Uint8Array>;
  try {
    // The chunks are windows of the decoder's memory.
    for await (const chunk of stream) yield chunk.slice();
  } catch (cause) {
    throw archiveError(file, "a whole xz file with a CRC", cause, {
      hint: "it is damaged or was cut off, fetch it again; or unpack it by hand: xz -dk",
      cause,
    });
  } finally {
    await source.return?.(); // the library leaves it open after damage
  }
}
