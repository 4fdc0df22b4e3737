import { createHash } from "node:crypto";
import { join } from "node:path";
import { extractArchive } from "../io/index.ts";
import { Image } from "../sample/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { VisionError } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { exists, fetchFiles, type SetFile } from "./fetch-files.ts";
import { idxError, readIdx } from "./idx.ts";
import { digitClasses } from "./mnist.ts";
import {
  applied,
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

const parts = ["train", "test", "test10k", "test50k", "nist"] as const;

/** A digit, or with `compat: false` all eight numbers that are known of it. */
export type QMNISTTarget = number | readonly number[];

/** Options of `QMNIST.open`. */
export interface QMNISTOptions<X = Image, Y = QMNISTTarget>
  extends Omit<VisionOptions<X, Y, QMNISTTarget>, "transforms">,
    DownloadOption {
  /** MNIST's training set, 60,000 test digits, MNIST's of them, the others, or all of NIST's. */
  readonly what?: (typeof parts)[number] | undefined;
  /** Where `what` is left out: "train" or "test". Default: true. */
  readonly train?: boolean;
  /** Targets are digits as MNIST's, not rows of eight numbers. Default: true. */
  readonly compat?: boolean;
}

const name = "QMNIST";
const base = "https://raw.githubusercontent.com/facebookresearch/qmnist/master";
const files = {
  train: [
    ["qmnist-train-images-idx3-ubyte", "ed72d4157d28c017586c42bc6afe6370"],
    ["qmnist-train-labels-idx2-int", "0058f8dd561b90ffdd0f734c6a30e5e4"],
  ],
  test: [
    ["qmnist-test-images-idx3-ubyte", "1394631089c404de565df7b7aeaf9412"],
    ["qmnist-test-labels-idx2-int", "5b5b05890a5e13444e108efe57b788aa"],
  ],
  nist: [
    ["xnist-images-idx3-ubyte", "7f124b3b8ab81486c9d8c2749c17f834"],
    ["xnist-labels-idx2-int", "5ed0e788978e45d4a8bd4b7caec3d79d"],
  ],
} as const;

interface Digits {
  readonly data: Uint8Array;
  /** `[n, 8]`. */
  readonly rows: Int32Array;
  readonly height: number;
  readonly width: number;
  readonly file: string;
}

/**
 * MNIST with its lost test digits and where each came from (Yadav and Bottou 2019): torchvision's
 * QMNIST. Reads `root/QMNIST/raw`: images and eight numbers each (digit, series, writer, ...), plain or
 * gzipped; the .xz of `what: "nist"` is unpacked beside itself. A sample is `[image, target]`.
 * Throws NOT_FOUND, INVALID_FILE and MISMATCH.
 * @example const lost = await QMNIST.open("data", { what: "test50k", download: true });
 */
export class QMNIST<X = Image, Y = QMNISTTarget> extends VisionDataset<Image, QMNISTTarget, X, Y> {
  readonly classes: readonly string[] = digitClasses;
  readonly length: number;
  /** The digits, in the samples' order. */
  readonly targets: readonly number[];
  readonly #digits: Digits;
  readonly #compat: boolean;

  private constructor(root: string, digits: Digits, options: QMNISTOptions<X, Y>) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.length = digits.rows.length / 8;
    this.targets = Array.from({ length: this.length }, (_, i) => digits.rows[8 * i]!);
    this.#digits = digits;
    this.#compat = options.compat ?? true;
  }

  /** Reads one part into memory. */
  static async open<X = Image, Y = QMNISTTarget>(
    root: string,
    options: QMNISTOptions<X, Y> = {},
  ): Promise<QMNIST<X, Y>> {
    const { train = true, what = train ? "train" : "test", download } = options;
    checkChoice(name, "what", what, parts);
    const subset = what === "nist" || what === "train" ? what : "test";
    const folder = join(root, "QMNIST", "raw");
    await fetchFiles(name, folder, filesOf(subset), download);
    // One after the other: where both are missing, the error is always that of the images.
    const images = await find(folder, files[subset][0][0]);
    const digits = await readDigits(images, await find(folder, files[subset][1][0]));
    if (what !== "test10k" && what !== "test50k") return new QMNIST(root, digits, options);
    const cut = 10_000; // the first ones are MNIST's test set
    const [from, to] = what === "test10k" ? [0, cut] : [cut, Number.POSITIVE_INFINITY];
    const size = digits.height * digits.width;
    const data = digits.data.subarray(from * size, to * size);
    const rows = digits.rows.subarray(from * 8, to * 8);
    return new QMNIST(root, { ...digits, data, rows }, options);
  }

  getSync(index: number, rng?: Rng): [X, Y] {
    checkInteger(name, "index", index, { high: this.length - 1 });
    return applied(...this.#sample(index), this.options, rng);
  }

  protected async load(index: number): Promise<[Image, QMNISTTarget]> {
    return this.#sample(index);
  }

  describe(index: number): string {
    return `${this.#digits.file} image ${index}`;
  }

  fingerprint(): string {
    return createHash("sha256").update(this.#digits.rows).digest("hex").slice(0, 32);
  }

  #sample(index: number): [Image, QMNISTTarget] {
    const { data, rows, width, height } = this.#digits;
    const size = width * height;
    const pixels = data.subarray(index * size, (index + 1) * size);
    const row = rows.subarray(8 * index, 8 * index + 8);
    return [new Image(pixels, { width, height, channels: 1 }), this.#compat ? row[0]! : [...row]];
  }
}

function filesOf(subset: keyof typeof files): SetFile[] {
  const ending = subset === "nist" ? "xz" : "gz";
  return files[subset].map(([gives, md5]) => {
    return { file: `${gives}.${ending}`, urls: [`${base}/${gives}.${ending}`], md5, gives };
  });
}

async function find(folder: string, file: string): Promise<string> {
  for (const ending of ["", ".gz"])
    if (await exists(join(folder, file + ending))) return join(folder, file + ending);
  if (await exists(join(folder, `${file}.xz`))) {
    await extractArchive(join(folder, `${file}.xz`), folder);
    return join(folder, file);
  }
  throw new VisionError({
    code: "NOT_FOUND",
    who: name,
    expected: `${file}, plain, .gz or .xz`,
    got: "no such file",
    hint: "check the root, or pass download: true to fetch it",
    file: folder,
  });
}

async function readDigits(images: string, labels: string): Promise<Digits> {
  const [pixels, info] = await Promise.all([
    readIdx(images, { rank: 3 }),
    readIdx(labels, { rank: 2, type: "int32" }),
  ]);
  const [count, height, width] = pixels.shape as [number, number, number];
  if (info.shape[0] !== count || info.shape[1] !== 8)
    throw idxError(labels, `8 numbers for each of ${count} images`, info.shape, { who: name });
  const view = new DataView(info.data.buffer, info.data.byteOffset, info.data.length);
  const rows = Int32Array.from({ length: 8 * count }, (_, i) => view.getInt32(4 * i));
  for (let i = 0; i < count; i++)
    if (!(rows[8 * i]! >= 0 && rows[8 * i]! <= 9))
      throw idxError(labels, `a digit for image ${i}`, rows[8 * i], { who: name });
  return { data: pixels.data, rows, height, width, file: images };
}
