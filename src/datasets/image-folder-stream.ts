import { createHash } from "node:crypto";
import { type DecodeOptions, readImage } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import { type Rng, rngFor } from "../util/rng.ts";
import { type ClassFiles, filesOfClass, namesOfClasses } from "./class-listing.ts";
import { type LabelledOptions, transformed } from "./dataset.ts";
import { imageExtensions } from "./image-files.ts";
import { checkExtensions } from "./image-folder.ts";
import type { IterableDataset, IterateOptions } from "./loader/iterable-dataset.ts";
import { shuffledOrder } from "./loader/sampler.ts";
import { receiveTransforms, type SentTransforms, sendTransforms } from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { overrides } from "./overrides.ts";
import { ShuffleOrder } from "./shuffle-order.ts";

/** Options of `ImageFolderStream.open`. */
export interface ImageFolderStreamOptions<X = Image, Y = number> extends LabelledOptions<X, Y> {
  /** Suffixes of the files to take, in any case. Default: torchvision's nine. */
  readonly extensions?: readonly string[];
  /** Passes over class folders without images. Default: false, they are an error. */
  readonly allowEmpty?: boolean;
  /** How files are decoded: see `readImage`. Default: RGB. */
  readonly decode?: Omit<DecodeOptions, "file">;
  /** The classes come in another order in every epoch. Default: false. */
  readonly classShuffle?: boolean;
  /** Files that wait in a buffer, from which the next is drawn. Default: 0, the order of the listing. */
  readonly shuffle?: number;
}

/** A file as it was listed. */
export interface ListedFile {
  readonly path: string;
  readonly label: number;
}

const who = "ImageFolderStream";

type Lister = (label: number) => Promise<ClassFiles>;

/**
 * An `ImageFolder` that is listed while it is read, class by class, for millions of files or slow disks:
 * the first batch comes when the first class is listed, and no more than two classes are in memory. The order is
 * ImageFolder's, or that of a shuffle buffer, which mixes classes only where it holds more than one:
 * to train on mixed classes list all with `ImageFolder`, or write shards.
 *
 * For a `DataLoader`: batches are the same for any number of workers, and a saved position is found
 * again by listing. Throws NOT_FOUND for a missing root, a root without class folders and, when its turn
 * comes, a class without images.
 * @example
 * const photos = await ImageFolderStream.open("fixtures/folder", { shuffle: 1000, classShuffle: true });
 * const loader = new DataLoader(photos, { batchSize: 4, collate: (samples) => samples });
 */
export class ImageFolderStream<X = Image, Y = number>
  implements IterableDataset<[X, Y], ListedFile>
{
  readonly root: string;
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly #options: ImageFolderStreamOptions<X, Y>;
  readonly #list: Lister;

  /** `list` lists one class; `open` lists folders. */
  constructor(
    root: string,
    classes: readonly string[],
    options: ImageFolderStreamOptions<X, Y>,
    list: Lister,
  ) {
    this.root = root;
    this.classes = classes;
    this.classToIdx = new Map(classes.map((name, index) => [name, index]));
    this.#options = options;
    this.#list = list;
    checkInteger(who, "shuffle", options.shuffle ?? 0);
  }

  /** Reads the names of the classes; their folders are listed when their turn comes. */
  static async open<X = Image, Y = number>(
    root: string,
    options: ImageFolderStreamOptions<X, Y> = {},
  ): Promise<ImageFolderStream<X, Y>> {
    const extensions = checkExtensions(options.extensions ?? imageExtensions);
    const classes = await namesOfClasses(who, root);
    const list: Lister = (label) =>
      filesOfClass(who, root, { classes, label, options: { extensions } });
    return new ImageFolderStream(root, classes, options, list);
  }

  /** The files of an epoch, those of this rank, from number `skip` on. */
  async *iterate(options: IterateOptions): AsyncGenerator<ListedFile, void, undefined> {
    const { seed, epoch, rank, skip } = options;
    const { shuffle = 0 } = this.#options;
    const order = new ShuffleOrder({ size: shuffle }, rngFor(seed, epoch, 2, rank));
    const held = new Map<number, ListedFile>();
    const files = this.#listed(options);
    let [listed, given] = [0, 0];
    try {
      for (let step = order.next(); step !== "done"; step = order.next()) {
        if (step === "more") {
          const { value, done } = await files.next();
          if (done) order.end();
          else {
            held.set(listed, value);
            order.push(listed++);
          }
          continue;
        }
        const file = held.get(step)!;
        held.delete(step);
        if (given++ >= skip) yield file;
      }
    } finally {
      await files.return();
    }
  }

  /** Decodes a file and applies the transforms. */
  async load({ path, label }: ListedFile, rng: Rng): Promise<[X, Y]> {
    return transformed(await readImage(path, this.#options.decode), label, this.#options, rng);
  }

  describe({ path }: ListedFile): string {
    return path;
  }

  /** Of the classes and the order; the files are not known before they are listed. */
  fingerprint(): string {
    const { shuffle = 0, classShuffle = false } = this.#options;
    const text = JSON.stringify([who, shuffle, classShuffle, ...this.classes]);
    return createHash("sha256").update(text).digest("hex").slice(0, 32);
  }

  /** Workers decode and transform; transforms must be data, not functions. */
  toWorker(): WorkerModule | undefined {
    if (overrides(this, ImageFolderStream, ["load"])) return undefined;
    const { decode } = this.#options;
    const data: SentStream = { transforms: sendTransforms(who, this.#options), decode };
    return { module: import.meta.url, export: "restoreFolderStream", data };
  }

  // A rank's files in the order of the listing; the next class is listed while one is read.
  async *#listed({ seed, epoch, rank, worldSize }: IterateOptions) {
    const { classShuffle = false } = this.#options;
    const labels = classShuffle
      ? shuffledOrder(this.classes.length, seed, epoch)
      : this.classes.keys();
    let count = 0;
    for await (const { label, groups } of ahead(labels, this.#list)) {
      this.#checkClass(label, groups.length);
      for (const { folder, names } of groups)
        for (const name of names)
          if (count++ % worldSize === rank) yield { path: folder + name, label };
    }
  }

  #checkClass(label: number, groups: number): void {
    if (groups > 0 || this.#options.allowEmpty) return;
    throw new VisionError({
      code: "NOT_FOUND",
      who,
      expected: "images in every class folder",
      got: { empty: [this.classes[label]] },
      hint: "add images, remove these folders, or pass allowEmpty: true",
      file: this.root,
    });
  }
}

async function* ahead(labels: Iterable<number>, list: Lister) {
  let next: Promise<ClassFiles> | undefined;
  for (const label of labels) {
    const listing = list(label);
    listing.catch(() => {}); // it is reported when its turn comes
    if (next !== undefined) yield await next;
    next = listing;
  }
  if (next !== undefined) yield await next;
}

interface SentStream {
  readonly transforms: SentTransforms;
  readonly decode: ImageFolderStreamOptions["decode"];
}

/** What decodes the files in a worker; only the loader's own thread lists. */
export function restoreFolderStream(
  { transforms, decode }: SentStream,
  context: WorkerContext,
): IterableDataset<[unknown, unknown], ListedFile> {
  const options = receiveTransforms<unknown, unknown>(transforms, context);
  return {
    iterate: () => [],
    load: async ({ path, label }, rng) =>
      transformed(await readImage(path, decode), label, options, rng),
    describe: ({ path }) => path,
  };
}
