import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FileMetaData } from "hyparquet";
import { VisionError } from "../util/errors.ts";
import { openRegularFile } from "./open-regular-file.ts";

/** Rows that are stored together, and are read together. */
export interface RowGroup {
  readonly start: number;
  readonly rows: number;
}

/** A row: a value for each column that was asked for; bytes are Uint8Arrays, 64-bit numbers bigints. */
export type ParquetRow = Readonly<Record<string, unknown>>;

// Snappy is built into the reader; Node 20 has no Zstandard.
const compressors = {
  GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { maxOutputLength: length + 1 }),
  BROTLI: (input: Uint8Array, length: number) =>
    brotliDecompressSync(input, { maxOutputLength: length + 1 }),
};

// A row group that unfolds to more cannot be held in memory.
const mostGroupBytes = 2 ** 31;

/**
 * A Parquet file: its columns, its row groups, and rows on demand. The file is open only while it is read.
 * Throws NOT_FOUND, INVALID_FILE for damage, UNSUPPORTED_FORMAT, MISMATCH where it changed since.
 */
export class ParquetFile {
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  /** Names of the columns at the top. */
  readonly columns: readonly string[];
  readonly groups: readonly RowGroup[];
  readonly #who: string;
  readonly #metadata: FileMetaData;

  private constructor(who: string, path: string, bytes: number, metadata: FileMetaData) {
    this.#who = who;
    this.path = path;
    this.bytes = bytes;
    this.#metadata = metadata;
    this.columns = [...new Set(metadata.row_groups.flatMap(({ columns }) => columns.map(topOf)))];
    let start = 0;
    this.groups = metadata.row_groups.map(({ num_rows }) => {
      const group = { start, rows: Number(num_rows) };
      start += group.rows;
      return group;
    });
    this.rows = start;
  }

  /** Reads the file's foot; `who` is named in errors. */
  static async open(who: string, path: string): Promise<ParquetFile> {
    const { parquetMetadataAsync } = await import("hyparquet"); // few programs read such files
    const handle = await openRegularFile(who, path);
    const { size } = await handle.stat().finally(() => handle.close());
    const file = { byteLength: size, slice: slicer(who, path, size) };
    const metadata = await orDamaged(who, path, parquetMetadataAsync(file));
    return new ParquetFile(who, path, size, metadata);
  }

  /** What the writer noted under a name. */
  note(key: string): string | undefined {
    return this.#metadata.key_value_metadata?.find((note) => note.key === key)?.value;
  }

  /** The rows from `start` up to `end` (not included) of some columns. */
  async read(columns: readonly string[], start: number, end: number): Promise<ParquetRow[]> {
    this.#checkSizes(columns, start, end);
    const { parquetReadObjects } = await import("hyparquet");
    const { path, bytes } = this;
    const rows = await orDamaged(
      this.#who,
      path,
      parquetReadObjects({
        file: { byteLength: bytes, slice: slicer(this.#who, path, bytes) },
        metadata: this.#metadata,
        columns: [...columns],
        rowStart: start,
        rowEnd: end,
        utf8: false, // bytes without a type are no text
        compressors,
      }),
    );
    if (rows.length === end - start) return rows;
    throw damaged(this.#who, path, `${end - start} rows from ${start} on`, rows.length);
  }

  #checkSizes(wanted: readonly string[], start: number, end: number): void {
    const { path } = this;
    for (const [i, group] of this.groups.entries()) {
      if (group.start >= end || group.start + group.rows <= start) continue;
      const chunks = this.#metadata.row_groups[i]!.columns.filter((one) =>
        wanted.includes(topOf(one)),
      );
      for (const { meta_data: chunk } of chunks) {
        const codec = chunk?.codec ?? "UNCOMPRESSED";
        if (!["UNCOMPRESSED", "SNAPPY", ...Object.keys(compressors)].includes(codec))
          throw unsupported(this.#who, path, codec);
        if (Number(chunk?.total_uncompressed_size ?? 0) > mostGroupBytes)
          throw tooLarge(this.#who, path, Number(chunk!.total_uncompressed_size));
      }
    }
  }
}

type Chunk = FileMetaData["row_groups"][number]["columns"][number];

function topOf({ meta_data }: Chunk): string {
  return meta_data?.path_in_schema[0] ?? "";
}

function slicer(who: string, path: string, size: number) {
  return async (start: number, end = size): Promise<ArrayBuffer> => {
    if (start < 0 || end > size || start > end)
      throw damaged(who, path, `a place inside its ${size} bytes`, `${start} to ${end}`);
    const handle = await openRegularFile(who, path);
    try {
      const buffer = new ArrayBuffer(end - start);
      const bytes = new Uint8Array(buffer);
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) throw changed(who, path, size);
        done += bytesRead;
      }
      return buffer;
    } finally {
      await handle.close();
    }
  };
}

async function orDamaged<T>(who: string, path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    throw damaged(who, path, "a whole Parquet file", cause);
  }
}

function damaged(who: string, file: string, expected: string, got: unknown): VisionError {
  const hint = "the file is damaged or was cut off; fetch it again";
  const cause = got instanceof Error ? { cause: got } : {};
  return new VisionError({ code: "INVALID_FILE", who, expected, got, hint, file, ...cause });
}

function changed(who: string, file: string, size: number): VisionError {
  const expected = `the ${size} bytes that it had when it was opened`;
  const hint = "open it again";
  return new VisionError({ code: "MISMATCH", who, expected, got: "fewer", hint, file });
}

function unsupported(who: string, file: string, got: string): VisionError {
  const expected = "columns that are stored plain, or with Snappy, gzip or Brotli";
  const hint = "write the file again with Snappy";
  return new VisionError({ code: "UNSUPPORTED_FORMAT", who, expected, got, hint, file });
}

function tooLarge(who: string, file: string, got: number): VisionError {
  const expected = `row groups of at most ${mostGroupBytes} bytes`;
  const hint = "write the file again in smaller row groups";
  return new VisionError({ code: "TOO_LARGE", who, expected, got, hint, file });
}
