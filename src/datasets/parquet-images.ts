import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type DecodeOptions, decodeImage } from "../io/index.ts";
import { ParquetFile, type ParquetRow } from "../io/parquet-file.ts";
import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import { ByteCache } from "./byte-cache.ts";
import { receiveTransforms, type SentTransforms, sendTransforms } from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { shardKind, shardPath, shardUrls } from "./shard-urls.ts";
import { VisionDataset, type VisionOptions } from "./vision-dataset.ts";

const who = "ParquetImages";

/** Options of `ParquetImages.open`. */
export interface ParquetImagesOptions<X = Image, Y = number> extends VisionOptions<X, Y> {
  /** The column of images: a struct of `bytes` and `path`, or bytes. Default: `image`. */
  readonly imageColumn?: string | undefined;
  /** The column of labels, whole numbers. Default: `label`. */
  readonly labelColumn?: string | undefined;
  /** How images are decoded: see `decodeImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file"> | undefined;
  /** The most bytes of row groups that are kept, in each thread. Default: 256 MiB. */
  readonly cacheBytes?: number | undefined;
}

interface Place {
  readonly file: ParquetFile;
  readonly group: number;
  /** The number of the group's first row in the data set. */
  readonly start: number;
}

/**
 * Images and labels in Parquet files, as the Hugging Face hub stores data sets of images. A sample is
 * `[image, label]` after the transforms. Rows are read by row groups, which are kept up to `cacheBytes`:
 * in a random order, files of small row groups (100 rows is usual) are much faster than of large ones.
 * Throws NOT_FOUND for a missing file or column, INVALID_FILE for damage, UNSUPPORTED_FORMAT for
 * Zstandard and LZ4, and `decodeImage`'s errors, with file and row.
 * @example
 * const open = () => ParquetImages.open("train-{00000..00001}-of-00002.parquet", { labelColumn: "fine_label" });
 */
export class ParquetImages<X = Image, Y = number> extends VisionDataset<Image, number, X, Y> {
  readonly paths: readonly string[];
  /** The labels, in the rows' order. */
  readonly targets: readonly number[];
  /** The classes' names, where the files tell them; else empty. */
  readonly classes: readonly string[];
  readonly length: number;
  readonly #options: ParquetImagesOptions<X, Y>;
  readonly #places: readonly Place[];
  readonly #cache: ByteCache<readonly ParquetRow[]>;

  private constructor(
    files: readonly ParquetFile[],
    targets: readonly number[],
    options: ParquetImagesOptions<X, Y>,
  ) {
    super(files[0]!.path, options);
    this.paths = files.map(({ path }) => path);
    this.targets = targets;
    this.length = targets.length;
    this.classes = classesOf(files[0]!, options.labelColumn ?? "label");
    this.#options = options;
    this.#places = placesOf(files);
    this.#cache = new ByteCache(options.cacheBytes ?? 2 ** 28);
  }

  /** Opens files, named by paths with braces and globs, and reads their labels. */
  static async open<X = Image, Y = number>(
    paths: string | readonly string[],
    options: ParquetImagesOptions<X, Y> = {},
  ): Promise<ParquetImages<X, Y>> {
    if (options.cacheBytes !== undefined) checkInteger(who, "cacheBytes", options.cacheBytes);
    const { imageColumn = "image", labelColumn = "label" } = options;
    const files: ParquetFile[] = [];
    const targets: number[] = [];
    for (const url of shardUrls(paths, who)) {
      if (shardKind(url, who) !== "file") throw expected(who, "a file", url, "download it first");
      const file = await ParquetFile.open(who, shardPath(url));
      const missing = [imageColumn, labelColumn].find((name) => !file.columns.includes(name));
      if (missing !== undefined && file.rows > 0) throw noColumn(file, missing);
      if (file.rows > 0) {
        const rows = await file.read([labelColumn], 0, file.rows);
        for (const [i, row] of rows.entries()) targets.push(labelOf(file, i, row[labelColumn]));
      }
      files.push(file);
    }
    return new ParquetImages(files, targets, options);
  }

  protected async load(index: number): Promise<[Image, number]> {
    const place = this.#placeOf(index);
    const rows = await this.#rowsOf(place);
    const row = rows[index - place.start]!;
    const bytes = bytesOf(row[this.#options.imageColumn ?? "image"]);
    if (bytes === undefined) throw noBytes(this.describe(index));
    const image = await decodeImage(bytes, { ...this.#options.decode, file: this.describe(index) });
    return [image, this.targets[index]!];
  }

  describe(index: number): string {
    const { file, group, start } = this.#placeOf(index);
    return `${file.path}: row ${file.groups[group]!.start + index - start}`;
  }

  /** Of the files' names, sizes and row groups, and of the labels. */
  fingerprint(): string {
    const hash = createHash("sha256").update(this.targets.join());
    for (const { file, group } of this.#places)
      hash.update(`\n${basename(file.path)}\0${file.bytes}\0${file.groups[group]!.rows}`);
    return hash.digest("hex").slice(0, 32);
  }

  /** Each worker opens the files again; transforms must be data, not functions. */
  override toWorker(): WorkerModule {
    const { transforms, transform, targetTransform, ...rest } = this.#options;
    const data: SentParquet = {
      paths: this.paths,
      options: rest,
      each: sendTransforms(who, { transform, targetTransform } as never),
      joint: sendTransforms(who, { transform: transforms } as never).transform,
    };
    return { module: import.meta.url, export: "reopenParquetImages", data };
  }

  protected override get who(): string {
    return who;
  }

  #placeOf(index: number): Place {
    let [low, high] = [0, this.#places.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#places[middle]!.start <= index) low = middle;
      else high = middle - 1;
    }
    return this.#places[low]!;
  }

  #rowsOf({ file, group, start }: Place): Promise<readonly ParquetRow[]> {
    const column = this.#options.imageColumn ?? "image";
    return this.#cache.get(String(start), async () => {
      const { start: first, rows } = file.groups[group]!;
      const value = await file.read([column], first, first + rows);
      const bytes = value.reduce((sum, row) => sum + (bytesOf(row[column])?.length ?? 0), 0);
      return { value, bytes };
    });
  }
}

interface SentParquet {
  readonly paths: readonly string[];
  readonly options: object;
  readonly each: SentTransforms;
  readonly joint: unknown;
}

/** The data set again, in a worker. */
export async function reopenParquetImages(
  { paths, options, each, joint }: SentParquet,
  context: WorkerContext,
): Promise<ParquetImages<unknown, unknown>> {
  const transforms = { ...receiveTransforms(each, context), transforms: context.transform(joint) };
  return ParquetImages.open(paths, { ...options, ...transforms } as never);
}

function placesOf(files: readonly ParquetFile[]): Place[] {
  const places: Place[] = [];
  let start = 0;
  for (const file of files)
    for (const [group, { rows }] of file.groups.entries()) {
      if (rows > 0) places.push({ file, group, start });
      start += rows;
    }
  return places;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  const bytes = (value as { bytes?: unknown } | null | undefined)?.bytes;
  return bytes instanceof Uint8Array ? bytes : undefined;
}

function labelOf({ path }: ParquetFile, row: number, value: unknown): number {
  const label = typeof value === "bigint" ? Number(value) : value;
  if (typeof label === "number" && Number.isSafeInteger(label)) return label;
  const need = "a whole number as label";
  const hint = "name another column with labelColumn";
  const file = `${path}: row ${row}`;
  throw new VisionError({ code: "INVALID_FILE", who, expected: need, got: value, hint, file });
}

// The hub's own note: { info: { features: { label: { names: [...], _type: "ClassLabel" } } } }.
function classesOf(file: ParquetFile, column: string): readonly string[] {
  try {
    const note = JSON.parse(file.note("huggingface") ?? "{}") as {
      info?: { features?: Record<string, { names?: unknown }> };
    };
    const names = note.info?.features?.[column]?.names;
    return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : [];
  } catch {
    return []; // a note of somebody else
  }
}

function noColumn({ path, columns }: ParquetFile, name: string): VisionError {
  const hint = "name one of these with imageColumn or labelColumn";
  const need = `a column ${name}`;
  return new VisionError({
    code: "NOT_FOUND",
    who,
    expected: need,
    got: columns,
    hint,
    file: path,
  });
}

function noBytes(file: string): VisionError {
  const hint = "write the data set again with its images inside";
  const need = "an image's bytes";
  return new VisionError({ code: "INVALID_FILE", who, expected: need, got: "none", hint, file });
}
