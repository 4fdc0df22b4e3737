import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { type DecodeOptions, readImage } from "../io/index.ts";
import { readWindow } from "../io/read-image.ts";
import type { CropsFirst, FirstCrop, Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import type { Dataset, LabelledOptions } from "./dataset.ts";
import { FileTable, type LabelledPaths, type SentTable, tableOf } from "./file-table.ts";
import { areOwn } from "./loader/own-transforms.ts";
import { madeAnew, transformAnew } from "./loader/recycle.ts";
import { receiveTransforms, type SentTransforms, sendTransforms } from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { overrides } from "./overrides.ts";
import { applied, sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

/** Options of every data set of labelled image files. */
export interface FilesOptions<X = Image, Y = number, In = Image>
  extends Omit<VisionOptions<X, Y, number, In>, "transforms"> {
  /** How files are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file"> | undefined;
  /** Reads a file in place of `readImage`. */
  readonly loader?: ((path: string) => Promise<In>) | undefined;
}

/** What a data set of files is made of. */
export interface FileList {
  /** `import.meta.url` of the class's file, and the class's name. */
  readonly module: string;
  readonly name: string;
  readonly root: string;
  readonly classes: readonly string[];
  readonly samples: FileTable | LabelledPaths;
  /** Default: each class by its place in `classes`. */
  readonly classToIdx?: ReadonlyMap<string, number>;
}

/** Image files, each with a label: what most data sets for classification share. */
export abstract class LabelledFiles<X = Image, Y = number, In = Image> extends VisionDataset<
  In,
  number,
  X,
  Y
> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly #files: FilesOptions<X, Y, In>;
  readonly #table: FileTable;
  #samples: LabelledPaths | undefined;
  #targets: readonly number[] | undefined;
  #fingerprint: string | undefined;
  #anew: Promise<Dataset<[unknown, unknown]> | undefined> | undefined;

  constructor(list: FileList, options: FilesOptions<X, Y, In>) {
    super(list.root, options, sourceOf(list.module, list.name, list.root, options));
    const { classes, samples } = list;
    this.classes = classes;
    this.classToIdx = list.classToIdx ?? new Map(classes.map((name, index) => [name, index]));
    this.#table = samples instanceof FileTable ? samples : tableOf(samples);
    this.#files = options;
  }

  get length(): number {
    return this.#table.length;
  }

  /** Each file with its label, made when it is asked for: some 200 bytes a file. */
  get samples(): LabelledPaths {
    this.#samples ??= this.#table.pairs();
    return this.#samples;
  }

  /** The labels, in the samples' order. */
  get targets(): readonly number[] {
    this.#targets ??= Array.from(this.#table.sent.labels);
    return this.#targets;
  }

  protected async load(index: number): Promise<[In, number]> {
    const [path, label] = [this.#table.path(index), this.#table.label(index)];
    const { loader, decode } = this.#files;
    // Without a loader, In is Image: the options' defaults say so.
    const input = loader === undefined ? ((await readImage(path, decode)) as In) : loader(path);
    return [await input, label];
  }

  /**
   * The input of a file and its label after the transforms, which draw from `rng`. Of a photo that they
   * crop first, only that part is decoded.
   */
  override async get(index: number, rng?: Rng): Promise<[X, Y]> {
    const anew = rng === undefined ? undefined : await this.#madeAnew();
    if (anew === undefined) return super.get(index, rng);
    checkInteger(this.who, "index", index, { high: this.length - 1 });
    return (await anew.get(index, rng)) as [X, Y];
  }

  /** For loaders: true where only code of this package has seen a sample. */
  async [madeAnew](): Promise<boolean> {
    return !overrides(this, LabelledFiles, ["get"]) && (await this.#madeAnew()) !== undefined;
  }

  // What a worker would load from, unless a class of the user's reads or changes samples.
  #madeAnew(): Promise<Dataset<[unknown, unknown]> | undefined> {
    const { loader, decode, transform, targetTransform } = this.#files;
    const usual = loader === undefined && !overrides(this, LabelledFiles, ["load"]);
    const options = { transform, targetTransform } as LabelledOptions<unknown, unknown>;
    this.#anew ??= areOwn([transform, targetTransform]).then((own) =>
      own && usual ? filesAnew(this.#table, options, decode) : undefined,
    );
    return this.#anew;
  }

  describe(index: number): string {
    return this.#table.path(index);
  }

  /** A digest of the files' places below the root and their labels; not of their content. */
  fingerprint(): string {
    this.#fingerprint ??= digest(this.root, this.#table);
    return this.#fingerprint;
  }

  /** Workers see the same list, in shared memory; transforms must be data, not functions. */
  override toWorker(): WorkerModule | undefined {
    if (this.#files.loader !== undefined) return undefined;
    if (overrides(this, LabelledFiles, ["get", "load"])) return undefined;
    const data: SentFiles = {
      table: this.#table.sent,
      transforms: sendTransforms(this.who, this.#files as never),
      decode: this.#files.decode,
    };
    return { module: import.meta.url, export: "restoreFiles", data };
  }
}

interface SentFiles {
  readonly table: SentTable;
  readonly transforms: SentTransforms;
  readonly decode: FilesOptions["decode"];
}

/** The files' samples again, in a worker. */
export function restoreFiles(
  { table, transforms, decode }: SentFiles,
  context: WorkerContext,
): Dataset<[unknown, unknown]> {
  return filesAnew(new FileTable(table), receiveTransforms(transforms, context), decode);
}

// Samples that transforms of this package make.
function filesAnew(
  files: FileTable,
  options: LabelledOptions<unknown, unknown>,
  decode: FilesOptions["decode"],
): Dataset<[unknown, unknown]> {
  const dataset: Dataset<[unknown, unknown]> = {
    length: files.length,
    get: async (index, rng) => {
      const crop = firstCropOf(options.transform, rng);
      const image = await readWindow(files.path(index), decode, crop?.window);
      const rest = crop === undefined ? options : { ...options, transform: crop.rest };
      const label = files.label(index);
      return transformAnew(image, () => applied(image, label, rest as typeof options, rng));
    },
    describe: (index) => files.path(index),
  };
  return Object.assign(dataset, { [madeAnew]: true });
}

// Of a picture that is cut first, only that part is decoded.
function firstCropOf(transform: unknown, rng: Rng | undefined): FirstCrop | undefined {
  if (rng === undefined) return undefined; // the default generator is drawn from in order
  return (transform as Partial<CropsFirst> | undefined)?.firstCrop?.(rng);
}

function digest(root: string, table: FileTable): string {
  const hash = createHash("sha256");
  for (let i = 0; i < table.length; i++) {
    const place = relative(root, table.path(i)).replaceAll(sep, "/");
    hash.update(`${place}\0${table.label(i)}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}
