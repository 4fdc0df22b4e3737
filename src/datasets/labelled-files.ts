import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { type DecodeOptions, readImage } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import type { Dataset } from "./dataset.ts";
import {
  receiveTransforms,
  type SentTransforms,
  type SharedStrings,
  sendTransforms,
  sharedString,
  shareStrings,
} from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { applied, sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

/** Options of every data set of labelled image files. */
export interface FilesOptions<X = Image, Y = number, In = Image>
  extends Omit<VisionOptions<X, Y, number, In>, "transforms"> {
  /** How files are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file"> | undefined;
  /** Reads a file in place of `readImage`. */
  readonly loader?: ((path: string) => Promise<In>) | undefined;
}

/** Files with their labels. */
export type LabelledPaths = readonly (readonly [path: string, label: number])[];

/** What a data set of files is made of. */
export interface FileList {
  /** `import.meta.url` of the class's file, and the class's name. */
  readonly module: string;
  readonly name: string;
  readonly root: string;
  readonly classes: readonly string[];
  readonly samples: LabelledPaths;
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
  /** Each file with its label. */
  readonly samples: LabelledPaths;
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  readonly #files: FilesOptions<X, Y, In>;
  #fingerprint: string | undefined;

  constructor(list: FileList, options: FilesOptions<X, Y, In>) {
    super(list.root, options, sourceOf(list.module, list.name, list.root, options));
    const { classes, samples } = list;
    this.classes = classes;
    this.classToIdx = list.classToIdx ?? new Map(classes.map((name, index) => [name, index]));
    this.samples = samples;
    this.targets = samples.map(([, label]) => label);
    this.#files = options;
  }

  get length(): number {
    return this.samples.length;
  }

  protected async load(index: number): Promise<[In, number]> {
    const [path, label] = this.samples[index]!;
    const { loader, decode } = this.#files;
    // Without a loader, In is Image: the options' defaults say so.
    const input = loader === undefined ? ((await readImage(path, decode)) as In) : loader(path);
    return [await input, label];
  }

  describe(index: number): string {
    return this.samples[index]![0];
  }

  /** A digest of the files' places below the root and their labels; not of their content. */
  fingerprint(): string {
    this.#fingerprint ??= digest(this.root, this.samples);
    return this.#fingerprint;
  }

  /** Workers see the same list, in shared memory; transforms must be data, not functions. */
  override toWorker(): WorkerModule | undefined {
    if (this.#files.loader !== undefined) return undefined;
    const data: SentFiles = {
      paths: shareStrings(this.samples.map(([path]) => path)),
      labels: Uint32Array.from(this.targets),
      transforms: sendTransforms(this.who, this.#files as never),
      decode: this.#files.decode,
    };
    return { module: import.meta.url, export: "restoreFiles", data };
  }
}

interface SentFiles {
  readonly paths: SharedStrings;
  readonly labels: Uint32Array;
  readonly transforms: SentTransforms;
  readonly decode: FilesOptions["decode"];
}

/** The files' samples again, in a worker. */
export function restoreFiles(
  { paths, labels, transforms, decode }: SentFiles,
  context: WorkerContext,
): Dataset<[unknown, unknown]> {
  const options = receiveTransforms<unknown, unknown>(transforms, context);
  return {
    length: labels.length,
    get: async (index, rng) => {
      const image = await readImage(sharedString(paths, index), decode);
      return applied(image, labels[index]!, options, rng);
    },
    describe: (index) => sharedString(paths, index),
  };
}

function digest(root: string, samples: LabelledPaths): string {
  const hash = createHash("sha256");
  for (const [path, label] of samples) {
    const place = relative(root, path).replaceAll(sep, "/");
    hash.update(`${place}\0${label}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}
