import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import { type DecodeOptions, readImage } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { type Dataset, type LabelledOptions, transformed } from "./dataset.ts";
import { classFolders, imageExtensions, imageFiles } from "./image-files.ts";
import {
  receiveTransforms,
  type SentTransforms,
  type SharedStrings,
  sendTransforms,
  sharedString,
  shareStrings,
} from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";

/** Options of `ImageFolder.open`. */
export interface ImageFolderOptions<X = Image, Y = number> extends LabelledOptions<X, Y> {
  /** Suffixes of the files to take, in any case. Default: torchvision's nine. */
  readonly extensions?: readonly string[];
  /** Keeps class folders without images, each with its index. Default: false, they are an error. */
  readonly allowEmpty?: boolean;
  /** How files are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file">;
}

/**
 * Images in class folders, `root/dog/1.png`, `root/cat/more/2.jpg`: torchvision's ImageFolder.
 * Classes are the folders' names in Python's order; samples are sorted by class, folder and name.
 * A sample is `[image, label]` after the transforms. Links are followed, each folder once.
 * Throws NOT_FOUND for a missing root, a root without class folders and a class without images.
 * @example
 * const photos = await ImageFolder.open("fixtures/folder");
 * const [image, label] = await photos.get(0);
 * console.log(photos.classes[label], image.size);
 */
export class ImageFolder<X = Image, Y = number> implements Dataset<[X, Y]> {
  /** The folder as it was given to `open`. */
  readonly root: string;
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  /** Each file with its label. */
  readonly samples: readonly (readonly [path: string, label: number])[];
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  readonly #options: ImageFolderOptions<X, Y>;
  #fingerprint: string | undefined;

  private constructor(root: string, listed: Listing, options: ImageFolderOptions<X, Y>) {
    this.root = root;
    this.classes = listed.classes;
    this.classToIdx = new Map(listed.classes.map((name, index) => [name, index]));
    this.samples = listed.samples;
    this.targets = listed.samples.map(([, label]) => label);
    this.#options = options;
  }

  /** Lists the folder; files are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: ImageFolderOptions<X, Y> = {},
  ): Promise<ImageFolder<X, Y>> {
    const extensions = checkExtensions(options.extensions ?? imageExtensions);
    const listed = await list(root, extensions, options.allowEmpty ?? false);
    return new ImageFolder(root, listed, options);
  }

  get length(): number {
    return this.samples.length;
  }

  async get(index: number, rng?: Rng): Promise<[X, Y]> {
    checkInteger("ImageFolder", "index", index, { high: this.length - 1 });
    const [path, label] = this.samples[index]!;
    const image = await readImage(path, this.#options.decode);
    return transformed(image, label, this.#options, rng);
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
  toWorker(): WorkerModule {
    const data: SentFolder = {
      paths: shareStrings(this.samples.map(([path]) => path)),
      labels: Uint32Array.from(this.targets),
      transforms: sendTransforms("ImageFolder", this.#options),
      decode: this.#options.decode,
    };
    return { module: import.meta.url, export: "restoreImageFolder", data };
  }
}

interface SentFolder {
  readonly paths: SharedStrings;
  readonly labels: Uint32Array;
  readonly transforms: SentTransforms;
  readonly decode: ImageFolderOptions["decode"];
}

/** The folder's samples again, in a worker. */
export function restoreImageFolder(
  { paths, labels, transforms, decode }: SentFolder,
  context: WorkerContext,
): Dataset<[unknown, unknown]> {
  const options = receiveTransforms<unknown, unknown>(transforms, context);
  return {
    length: labels.length,
    get: async (index, rng) => {
      const image = await readImage(sharedString(paths, index), decode);
      return transformed(image, labels[index]!, options, rng);
    },
    describe: (index) => sharedString(paths, index),
  };
}

function digest(root: string, samples: Listing["samples"]): string {
  const hash = createHash("sha256");
  for (const [path, label] of samples) {
    const place = relative(root, path).replaceAll(sep, "/");
    hash.update(`${place}\0${label}\n`);
  }
  return hash.digest("hex").slice(0, 32);
}

interface Listing {
  readonly classes: readonly string[];
  readonly samples: readonly (readonly [string, number])[];
}

async function list(
  root: string,
  extensions: readonly string[],
  allowEmpty: boolean,
): Promise<Listing> {
  const classes = await classFolders("ImageFolder", root);
  if (classes.length === 0) throw noClasses(root);
  const samples: [string, number][] = [];
  const empty: string[] = [];
  for (const [label, name] of classes.entries()) {
    const files = await imageFiles("ImageFolder", join(root, name), extensions);
    if (files.length === 0) empty.push(name);
    for (const file of files) samples.push([join(root, name, file), label]);
  }
  if (empty.length > 0 && !allowEmpty) throw emptyClasses(root, empty, extensions);
  return { classes, samples };
}

function noClasses(root: string): VisionError {
  return new VisionError({
    code: "NOT_FOUND",
    who: "ImageFolder",
    expected: "a folder for each class",
    got: "no folder",
    hint: "put the images of each class into a folder of its own, named as the class",
    file: root,
  });
}

function emptyClasses(root: string, empty: readonly string[], extensions: readonly string[]) {
  return new VisionError({
    code: "NOT_FOUND",
    who: "ImageFolder",
    expected: `images (${extensions.join(" ")}) in every class folder`,
    got: { empty },
    hint: "add images, remove these folders, or pass allowEmpty: true",
    file: root,
  });
}

function checkExtensions(extensions: readonly string[]): string[] {
  if (extensions.length > 0 && extensions.every((extension) => /^\.[^/]+$/.test(extension)))
    return extensions.map((extension) => extension.toLowerCase());
  throw expected(
    "ImageFolder",
    "extensions that start with a dot",
    extensions,
    'pass, for example, [".png", ".jpg"]',
  );
}
