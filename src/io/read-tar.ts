import { VisionError } from "../util/errors.ts";
import { ByteStream } from "./byte-stream.ts";
import { sniff } from "./sniff.ts";
import {
  blockSize,
  isZero,
  parseTarHeader,
  TarFault,
  type TarHeader,
  tarText,
} from "./tar-header.ts";
import { type PaxRecords, parsePax } from "./tar-pax.ts";

/** A regular file of a tar archive. */
export interface TarMember {
  readonly name: string;
  /** Where its first header begins. */
  readonly offset: number;
  readonly size: number;
  /** Its content, in memory of its own; undefined where it was not wanted. */
  readonly bytes: Uint8Array | undefined;
}

/** Options of `readTar`. */
export interface ReadTarOptions {
  /** What errors name first. */
  readonly who: string;
  /** What errors call the archive. */
  readonly file: string;
  /** The archive's bytes, where they are known: no entry can be longer. */
  readonly size?: number | undefined;
  /** The most bytes of a file that is wanted. Default: 256 MiB. */
  readonly maxMember?: number | undefined;
  /** Whether a file's content is to be kept. Default: always. */
  readonly want?: (name: string, offset: number) => boolean;
  /** Told of entries that are not given: links, devices, sparse files, unsafe names. */
  readonly leftOut?: (name: string, kind: "entry" | "name") => void;
}

// Names in pax and GNU form may be long, but not like this.
const maxNames = 2 ** 20;

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
  const bytes = new ByteStream(source);
  const reader = new TarReader(bytes, options);
  try {
    while (true) {
      const member = await reader.next();
      if (member === "end") return;
      if (member !== "passed over") yield member;
    }
  } catch (error) {
    throw error instanceof TarFault ? reader.fault(error) : error;
  } finally {
    await bytes.close();
  }
}

/** What came before an entry's own header. */
interface Special {
  readonly name?: string;
  readonly pax?: PaxRecords;
}

class TarReader {
  readonly #bytes: ByteStream;
  readonly #options: ReadTarOptions;
  #start = 0;

  constructor(bytes: ByteStream, options: ReadTarOptions) {
    this.#bytes = bytes;
    this.#options = options;
  }

  /** The next regular file. */
  async next(): Promise<TarMember | "passed over" | "end"> {
    const offset = this.#bytes.offset;
    let special: Special = {};
    while (true) {
      this.#start = this.#bytes.offset;
      const block = this.#bytes.peeked(blockSize) ?? (await this.#bytes.take(blockSize, true));
      if (block === undefined) throw this.#truncated("a header, or the end mark");
      if (isZero(block)) {
        if (offset !== this.#start) throw new TarFault("an entry after its long name", "zeros");
        await this.#end();
        return "end";
      }
      const header = this.#header(block);
      const more = await this.#special(header);
      if (more === undefined) return this.#entry(header, special, offset);
      special = { ...special, ...more };
    }
  }

  /** A broken rule of the format, where it was found. */
  fault({ expected, got, isChecksum }: TarFault): VisionError {
    return this.#error(isChecksum ? "TAR_CHECKSUM" : "INVALID_FILE", expected, got);
  }

  #header(block: Uint8Array): TarHeader {
    if (this.#start > 0) return parseTarHeader(block);
    try {
      return parseTarHeader(block);
    } catch (error) {
      const { name } = sniff(block);
      if (!(error instanceof TarFault && error.isChecksum) || name.startsWith("bytes")) throw error;
      throw new TarFault(error.expected, name, { isChecksum: true });
    }
  }

  async #special({ type, size }: TarHeader): Promise<Special | undefined> {
    if (!"xgLK".includes(type)) return undefined;
    if (size > maxNames) throw this.#tooLarge(`at most ${maxNames} bytes of long names`, size);
    const content = await this.#content(size);
    if (type === "x") return { pax: parsePax(content) };
    if (type === "g") parsePax(content); // holds for all files; nothing in it matters here
    return type === "L" ? { name: tarText(content) } : {};
  }

  async #entry(
    header: TarHeader,
    { name: long, pax }: Special,
    offset: number,
  ): Promise<TarMember | "passed over"> {
    const name = pax?.path ?? long ?? header.name;
    const hasContent = !"123456".includes(header.type);
    const size = hasContent ? (pax?.size ?? header.size) : 0;
    const isFile = (header.type === "0" || header.type === "7") && pax?.isSparse !== true;
    const { want, leftOut, maxMember = 2 ** 28 } = this.#options;
    const isSafe = isSafeName(name);
    if (!isFile || !isSafe) {
      if (header.type !== "5") leftOut?.(name, isFile ? "name" : "entry");
      await this.#pass(size);
      return "passed over";
    }
    if (!(want?.(name, offset) ?? true)) {
      await this.#pass(size);
      return { name, offset, size, bytes: undefined };
    }
    if (size > maxMember) throw this.#tooLarge(`files of at most ${maxMember} bytes`, size);
    return { name, offset, size, bytes: await this.#content(size) };
  }

  async #content(size: number): Promise<Uint8Array> {
    this.#checkRoom(size);
    const content = await this.#bytes.take(size, this.#options.size !== undefined);
    const padding = -size & (blockSize - 1);
    if (content === undefined || !(await this.#bytes.skip(padding)))
      throw this.#truncated(`${size} bytes of content`);
    return content;
  }

  async #pass(size: number): Promise<void> {
    this.#checkRoom(size);
    if (!(await this.#bytes.skip(blockSize * Math.ceil(size / blockSize))))
      throw this.#truncated(`${size} bytes of content`);
  }

  #checkRoom(size: number): void {
    const { size: whole = Infinity } = this.#options;
    if (size > whole - this.#bytes.offset) throw this.#truncated(`${size} bytes of content`);
  }

  // After the first block of zeros nothing but zeros may come, and at least one block of them.
  async #end(): Promise<void> {
    let zeros = 0;
    for (let rest = await this.#bytes.rest(); rest !== undefined; rest = await this.#bytes.rest()) {
      zeros += rest.length;
      if (!isZero(rest)) throw new TarFault("nothing but zeros after the end mark", "more bytes");
    }
    if (zeros < blockSize) throw this.#truncated("an end mark of two blocks of zeros");
  }

  #truncated(expected: string): VisionError {
    return this.#error("TAR_TRUNCATED", expected, "the archive's end");
  }

  #tooLarge(expected: string, got: number): VisionError {
    return this.#error("TOO_LARGE", expected, got);
  }

  #error(
    code: "INVALID_FILE" | "TAR_CHECKSUM" | "TAR_TRUNCATED" | "TOO_LARGE",
    expected: string,
    got: unknown,
  ): VisionError {
    const { who, file } = this.#options;
    const hint =
      code === "TOO_LARGE"
        ? "raise the limit if you trust the archive"
        : "the archive is damaged or was cut off; fetch or write it again";
    return new VisionError({ code, who, expected, got, hint, file, offset: this.#start });
  }
}

/** False for names that lead elsewhere than below the folder of an archive. */
function isSafeName(name: string): boolean {
  if (name === "" || name.startsWith("/") || name.includes("\0")) return false;
  return !/(^|[\\/])\.\.($|[\\/])|^[A-Za-z]:[\\/]|^\\/.test(name);
}
