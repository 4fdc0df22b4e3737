import { type ReadTarOptions, type TarMember, TarReader } from "./tar-reader.ts";

export type { ReadTarOptions, TarMember } from "./tar-reader.ts";

/**
 * The regular files of a tar archive (ustar, pax, GNU), in order. Folders are passed over; links,
 * devices, sparse files, and names that are absolute, hold `..` or are no UTF-8, are not given but told.
 * Throws TAR_TRUNCATED for an archive that ends before its end mark (two blocks of zeros),
 * TAR_CHECKSUM for a damaged header, INVALID_FILE for other damage, TOO_LARGE; all with offset.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  options: ReadTarOptions,
): AsyncGenerator<TarMember, void, undefined> {
  const reader = new TarReader(source, options);
  try {
    while (true) {
      const member = await reader.next();
      if (member === "end") return;
      if (member !== "passed over") yield member;
    }
  } finally {
    await reader.close();
  }
}
