import { createHash } from "node:crypto";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { type Dataset, type LabelledOptions, transformed } from "./dataset.ts";
import { fetchFiles } from "./fetch-files.ts";
import { idxError, readIdx } from "./idx.ts";
import {
  receiveTransforms,
  type SentTransforms,
  sendTransforms,
  shared,
} from "./loader/sendable.ts";
import type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
import { overrides } from "./overrides.ts";
import type { DownloadOption } from "./vision-dataset.ts";

/** Options of `MNIST.open` and its sisters. */
export interface IdxImagesOptions<X = Image, Y = number>
  extends LabelledOptions<X, Y>,
    DownloadOption {
  /** The training images, or the test images. Default: true. */
  readonly train?: boolean;
}

/** The content of one split: images `[n, height, width]` and labels `[n]`. */
export interface IdxSplit {
  /** The data set's class name, for messages. */
  readonly name: string;
  readonly data: Uint8Array;
  readonly targets: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** The images' file, for messages. */
  readonly file: string;
}

/** Grey images with labels, kept in memory as an IDX file holds them: what MNIST's sisters share. */
export abstract class IdxImages<X, Y> implements Dataset<[X, Y]> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  /** All pixels, `[n, height, width]`. */
  readonly data: Uint8Array;
  readonly #split: IdxSplit;
  readonly #options: LabelledOptions<X, Y>;

  protected constructor(
    classes: readonly string[],
    split: IdxSplit,
    options: LabelledOptions<X, Y>,
  ) {
    this.classes = classes;
    this.classToIdx = new Map(classes.map((name, index) => [name, index]));
    this.targets = Array.from(split.targets);
    this.data = split.data;
    this.#split = split;
    this.#options = options;
  }

  get length(): number {
    return this.targets.length;
  }

  /** `[image, label]` after the transforms; the image is grey and shares the data set's memory. */
  async get(index: number, rng?: Rng): Promise<[X, Y]> {
    return this.getSync(index, rng);
  }

  getSync(index: number, rng?: Rng): [X, Y] {
    checkInteger(this.#split.name, "index", index, { high: this.length - 1 });
    const { data, width, height } = this.#split;
    const size = width * height;
    const pixels = data.subarray(index * size, (index + 1) * size);
    const image = new Image(pixels, { width, height, channels: 1 });
    return transformed(image, this.targets[index]!, this.#options, rng);
  }

  describe(index: number): string {
    return `${this.#split.file} image ${index}`;
  }

  /** A digest of the labels and the images' sizes. */
  fingerprint(): string {
    const { targets, width, height } = this.#split;
    const hash = createHash("sha256").update(targets).update(`${height} x ${width}`);
    return hash.digest("hex").slice(0, 32);
  }

  /** Workers see the same pixels, in shared memory; transforms must be data, not functions. */
  toWorker(): WorkerModule | undefined {
    if (overrides(this, IdxImages, ["get", "getSync"])) return undefined;
    const { data, ...split } = this.#split;
    const transforms = sendTransforms(split.name, this.#options);
    const sent: SentImages = {
      classes: this.classes,
      split: { ...split, data: shared(data) },
      transforms,
    };
    return { module: import.meta.url, export: "restoreIdxImages", data: sent };
  }
}

interface SentImages {
  readonly classes: readonly string[];
  readonly split: IdxSplit;
  readonly transforms: SentTransforms;
}

/** The images again, in a worker. */
export function restoreIdxImages(
  { classes, split, transforms }: SentImages,
  context: WorkerContext,
): IdxImages<unknown, unknown> {
  return new RestoredImages(classes, split, receiveTransforms(transforms, context));
}

class RestoredImages extends IdxImages<unknown, unknown> {
  constructor(
    classes: readonly string[],
    split: IdxSplit,
    options: LabelledOptions<unknown, unknown>,
  ) {
    super(classes, split, options);
  }
}

/**
 * Reads one split, whose files' names begin with `split`. They may lie in `root` or, as torchvision keeps them, in
 * `root/<name>/raw`; with or without `.gz`, with `-` or `.` before `idx`.
 */
export async function readIdxSplit(
  name: string,
  root: string,
  split: string,
  classes: readonly string[],
): Promise<IdxSplit> {
  const imageFile = await find(name, root, `${split}-images`, "idx3-ubyte");
  const labelFile = await find(name, root, `${split}-labels`, "idx1-ubyte");
  const [images, labels] = await Promise.all([
    readIdx(imageFile, { rank: 3 }),
    readIdx(labelFile, { rank: 1 }),
  ]);
  const [count, height, width] = images.shape as [number, number, number];
  if (width === 0 || height === 0)
    throw idxError(imageFile, "images of at least 1 x 1", [height, width], {
      who: name,
      offset: 8,
    });
  if (labels.data.length !== count) {
    const hint = `it must fit ${imageFile}; take both files from one place`;
    const need = `${count} labels, one an image`;
    throw idxError(labelFile, need, labels.data.length, {
      who: name,
      code: "MISMATCH",
      offset: 4,
      hint,
    });
  }
  checkLabels(name, labelFile, labels.data, classes.length);
  return { name, data: images.data, targets: labels.data, height, width, file: imageFile };
}

/** The start of the names of MNIST's files. */
export function mnistSplit(train: boolean): "train" | "t10k" {
  return train ? "train" : "t10k";
}

/** Fetches MNIST's four files, or those of a sister, into `root/<name>/raw`, gzipped as they come. */
export async function fetchMnist(
  name: string,
  root: string,
  bases: readonly string[],
  digests: readonly [trainImages: string, trainLabels: string, images: string, labels: string],
  download: DownloadOption["download"],
): Promise<void> {
  const titles = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
  const files = titles.map((title, i) => {
    const file = `${title}-ubyte.gz`;
    const urls = bases.map((base) => `${base}/${file}`);
    return { file, urls, md5: digests[i]!, gives: `${title}-ubyte` };
  });
  await fetchFiles(name, join(root, name, "raw"), files, download);
}

function checkLabels(who: string, file: string, labels: Uint8Array, classes: number): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong === -1) return;
  const need = `labels 0 to ${classes - 1}`;
  throw idxError(file, need, `label ${labels[wrong]} for image ${wrong}`, {
    who,
    offset: 8 + wrong, // magic and count come before the labels
    hint: "check that the file belongs to this data set",
  });
}

async function find(name: string, root: string, stem: string, kind: string): Promise<string> {
  const names = [`${stem}-${kind}`, `${stem}-${kind}.gz`, `${stem}.${kind}`, `${stem}.${kind}.gz`];
  for (const folder of [join(root, name, "raw"), root]) {
    for (const file of names) {
      const path = join(folder, file);
      if (await exists(path)) return path;
    }
  }
  throw new VisionError({
    code: "NOT_FOUND",
    who: name,
    expected: `${stem}-${kind}, plain or .gz, here or in ${name}/raw`,
    got: "no such file",
    hint: "check the folder, or pass download: true to fetch the data set",
    file: root,
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
