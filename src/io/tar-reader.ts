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

/** Options of `TarReader`. */
export interface TarReaderOptions {
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

/** A file of an archive, something else that stood there, or the archive's end. */
export type TarStep = TarMember | "passed over" | "end";

/** What came before an entry's own header. */
interface Special {
  readonly name?: string;
  readonly pax?: PaxRecords;
}

/**
 * The regular files of a tar archive (ustar, pax, GNU), in order, for who would not wait where nothing is to be waited
 * for. Folders are passed over; links, devices, sparse files, and names that are absolute, hold `..` or are no UTF-8,
 * are not given but told.
 * Throws TAR_TRUNCATED for an archive that ends before its end mark (two blocks of zeros),
 * TAR_CHECKSUM for a damaged header, INVALID_FILE for other damage, TOO_LARGE; all with offset.
 */
export class TarReader {
  readonly #bytes: ByteStream;
  readonly #options: TarReaderOptions;
  #start = 0;

  constructor(source: AsyncIterable<Uint8Array>, options: TarReaderOptions) {
    this.#bytes = new ByteStream(source);
    this.#options = options;
  }

  /** What comes next: at once where all of its bytes are here. Throws, or rejects where it has to wait. */
  next(): TarStep | Promise<TarStep> {
    try {
      return this.#nextHere() ?? this.#nextLater();
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** Ends the source. */
  async close(): Promise<void> {
    await this.#bytes.close();
  }

  // An entry of which all is here, and which has no other before its own header.
  #nextHere(): TarStep | undefined {
    const bytes = this.#bytes;
    if (bytes.here < blockSize) return undefined;
    const offset = bytes.offset;
    this.#start = offset;
    const block = bytes.seen(blockSize);
    if (isZero(block)) return undefined;
    const header = this.#header(block);
    if (isSpecial(header)) return undefined;
    const size = contentSize(header);
    if (bytes.here < blockSize + padded(size)) return undefined;
    bytes.skipHere(blockSize);
    const { name } = header;
    const verdict = this.#judge(header, { name, size, offset });
    if (verdict === "take") {
      const content = bytes.takeHere(size);
      bytes.skipHere(padded(size) - size);
      return { name, offset, size, bytes: content };
    }
    bytes.skipHere(padded(size));
    return verdict === "pass" ? { name, offset, size, bytes: undefined } : "passed over";
  }

  async #nextLater(): Promise<TarStep> {
    try {
      return await this.#next();
    } catch (error) {
      throw this.#told(error);
    }
  }

  async #next(): Promise<TarStep> {
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
      if (!isSpecial(header)) return this.#entry(header, special, offset);
      special = { ...special, ...(await this.#special(header)) };
    }
  }

  // A broken rule of the format, where it was found.
  #told(error: unknown): unknown {
    if (!(error instanceof TarFault)) return error;
    const { expected, got, isChecksum } = error;
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

  async #special({ type, size }: TarHeader): Promise<Special> {
    if (size > maxNames) throw this.#tooLarge(`at most ${maxNames} bytes of long names`, size);
    const content = await this.#content(size);
    if (type === "x") return { pax: parsePax(content) };
    if (type === "g") parsePax(content); // holds for all files; nothing in it matters here
    return type === "L" ? { name: tarText(content) } : {};
  }

  async #entry(header: TarHeader, special: Special, offset: number): Promise<TarStep> {
    const { name: long, pax } = special;
    const name = pax?.path ?? long ?? header.name;
    const size = contentSize(header, pax);
    const verdict = this.#judge(header, { name, size, offset }, pax);
    if (verdict === "take") return { name, offset, size, bytes: await this.#content(size) };
    await this.#pass(size);
    return verdict === "pass" ? { name, offset, size, bytes: undefined } : "passed over";
  }

  // What to do with an entry's content; it is asked for and told about here, once.
  #judge(
    { type }: TarHeader,
    { name, size, offset }: Omit<TarMember, "bytes">,
    pax?: PaxRecords,
  ): "take" | "pass" | "leave out" {
    const isFile = (type === "0" || type === "7") && pax?.isSparse !== true;
    const { want, leftOut, maxMember = 2 ** 28 } = this.#options;
    if (!isFile || !isSafeName(name)) {
      if (type !== "5") leftOut?.(name, isFile ? "name" : "entry");
      return "leave out";
    }
    if (!(want?.(name, offset) ?? true)) return "pass";
    if (size > maxMember) throw this.#tooLarge(`files of at most ${maxMember} bytes`, size);
    return "take";
  }

  async #content(size: number): Promise<Uint8Array> {
    this.#checkRoom(size);
    const content = await this.#bytes.take(size, this.#options.size !== undefined);
    if (content === undefined || !(await this.#bytes.skip(padded(size) - size)))
      throw this.#truncated(`${size} bytes of content`);
    return content;
  }

  async #pass(size: number): Promise<void> {
    this.#checkRoom(size);
    if (!(await this.#bytes.skip(padded(size)))) throw this.#truncated(`${size} bytes of content`);
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

// Entries that tell of the next one.
function isSpecial({ type }: TarHeader): boolean {
  return "xgLK".includes(type);
}

function contentSize({ type, size }: TarHeader, pax?: PaxRecords): number {
  return "123456".includes(type) ? 0 : (pax?.size ?? size);
}

function padded(size: number): number {
  return blockSize * Math.ceil(size / blockSize);
}

/** False for names that lead elsewhere than below the folder of an archive. */
function isSafeName(name: string): boolean {
  if (name === "" || name.startsWith("/") || name.includes("\0")) return false;
  return !/(^|[\\/])\.\.($|[\\/])|^[A-Za-z]:[\\/]|^\\/.test(name);
}
