import { join } from "node:path";
import { verifyFile } from "../io/index.ts";
import { openRegularFile } from "../io/open-regular-file.ts";
import { readWhole, sizeOf } from "../io/read-whole.ts";
import { Image } from "../sample/index.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { exists, fetchFiles, type SetFile } from "./fetch-files.ts";
import { badFile, badLine, readLines, wholeNumber } from "./read-text.ts";
import {
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

const splits = ["train", "train+unlabeled", "unlabeled", "test"] as const;

/** Options of `STL10.open`. */
export interface STL10Options<X = Image, Y = number>
  extends Omit<VisionOptions<X, Y>, "transforms">,
    DownloadOption {
  /** Default: "train". */
  readonly split?: (typeof splits)[number];
  /** One of the ten folds of 1,000 training images, from 0. Default: all of them. */
  readonly folds?: number | undefined;
  /** Checks the files' digests, as torchvision does. Default: true. */
  readonly verify?: boolean;
}

const name = "STL10";
const archive: SetFile = {
  file: "stl10_binary.tar.gz",
  urls: ["https://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz"],
  md5: "91f7769df0f17e558f3565bffb0c7dfb",
  unpackTo: ".",
  gives: "stl10_binary",
};
const digests = {
  "train_X.bin": "918c2871b30a85fa023e0c44e0bee87f",
  "train_y.bin": "5a34089d4802c674881badbb80307741",
  "unlabeled_X.bin": "5242ba1fed5e4be9e1e742405eb56ca4",
  "test_X.bin": "7f263ba9f9e0b06b93213547f721ac82",
  "test_y.bin": "36f9794fa4beb8a2c72628de14fa638e",
} as const;
type BinaryFile = keyof typeof digests;

const side = 96;
const imageBytes = 3 * side * side;

/** An image's place. */
interface Place {
  readonly file: BinaryFile;
  readonly index: number;
  readonly label: number;
}

/**
 * Colour pictures in 10 classes, 96 x 96, and 100,000 without labels (Coates and others 2011):
 * torchvision's STL10. Reads `root/stl10_binary`, each image when its sample is asked for. A sample is
 * `[image, label]`, label -1 where there is none. Throws NOT_FOUND for missing files, MISMATCH for files
 * of another digest, INVALID_FILE for damaged ones.
 * @example const pictures = await STL10.open("data", { folds: 0, download: true });
 */
export class STL10<X = Image, Y = number> extends VisionDataset<Image, number, X, Y> {
  readonly classes: readonly string[];
  readonly classToIdx: ReadonlyMap<string, number>;
  readonly length: number;
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  readonly #places: readonly Place[];

  private constructor(
    root: string,
    classes: readonly string[],
    places: readonly Place[],
    options: STL10Options<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.classes = classes;
    this.classToIdx = new Map(classes.map((title, i) => [title, i]));
    this.length = places.length;
    this.targets = places.map(({ label }) => label);
    this.#places = places;
  }

  /** Reads labels and folds; images are read when their samples are. */
  static async open<X = Image, Y = number>(
    root: string,
    options: STL10Options<X, Y> = {},
  ): Promise<STL10<X, Y>> {
    const { split = "train", folds, verify = true, download } = options;
    checkChoice(name, "split", split, splits);
    if (folds !== undefined) checkInteger(name, "folds", folds, { high: 9 });
    await fetchFiles(name, root, [archive], download);
    const folder = join(root, "stl10_binary");
    const needed = filesOf(split);
    if (verify)
      for (const file of needed) await verifyFile(name, join(folder, file), { md5: digests[file] });
    const places: Place[] = [];
    if (split.startsWith("train")) {
      const train = await labelled(folder, "train");
      places.push(...(folds === undefined ? train : await pick(folder, train, folds)));
    }
    if (split === "test") places.push(...(await labelled(folder, "test")));
    if (split.endsWith("unlabeled")) places.push(...(await unlabelled(folder)));
    const names = join(folder, "class_names.txt");
    const classes = (await exists(names)) ? await readLines(name, names) : [];
    return new STL10(root, classes, places, options);
  }

  protected async load(index: number): Promise<[Image, number]> {
    const { file, index: row, label } = this.#places[index]!;
    const path = join(this.root, "stl10_binary", file);
    const raw = new Uint8Array(imageBytes);
    const handle = await openRegularFile(name, path);
    try {
      const { bytesRead } = await handle.read(raw, 0, imageBytes, row * imageBytes);
      if (bytesRead !== imageBytes)
        throw badFile(name, path, `${imageBytes} bytes of image ${row}`, bytesRead);
    } finally {
      await handle.close();
    }
    return [new Image(turned(raw), { width: side, height: side, channels: 3 }), label];
  }

  describe(index: number): string {
    const { file, index: row } = this.#places[index]!;
    return `${join(this.root, "stl10_binary", file)} image ${row}`;
  }
}

function filesOf(split: (typeof splits)[number]): BinaryFile[] {
  if (split === "test") return ["test_X.bin", "test_y.bin"];
  const train: BinaryFile[] = split === "unlabeled" ? [] : ["train_X.bin", "train_y.bin"];
  return split === "train" ? train : [...train, "unlabeled_X.bin"];
}

async function imagesIn(path: string): Promise<number> {
  const size = await sizeOf(name, path);
  if (size % imageBytes === 0) return size / imageBytes;
  throw badFile(name, path, `images of ${imageBytes} bytes`, `${size} bytes`);
}

async function labelled(folder: string, part: "train" | "test"): Promise<Place[]> {
  const [file, path] = [`${part}_X.bin` as const, join(folder, `${part}_y.bin`)];
  const count = await imagesIn(join(folder, file));
  const labels = await readWhole(name, path);
  if (labels.length !== count) throw badFile(name, path, `${count} labels`, labels.length);
  return Array.from(labels, (label, index) => {
    if (label >= 1 && label <= 10) return { file, index, label: label - 1 };
    throw badFile(name, path, "labels 1 to 10", label);
  });
}

async function unlabelled(folder: string): Promise<Place[]> {
  const length = await imagesIn(join(folder, "unlabeled_X.bin"));
  return Array.from({ length }, (_, index) => ({ file: "unlabeled_X.bin", index, label: -1 }));
}

async function pick(folder: string, train: readonly Place[], fold: number): Promise<Place[]> {
  const path = join(folder, "fold_indices.txt");
  const line = (await readLines(name, path))[fold] ?? "";
  return line
    .trim()
    .split(/\s+/)
    .map((field) => {
      const place = train[wholeNumber(field) ?? -1];
      if (place !== undefined) return place;
      throw badLine(name, path, fold + 1, `places below ${train.length}`, field);
    });
}

// [c][x][y] in memory -> [y, x, c]
function turned(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(raw.length);
  for (let c = 0, i = 0; c < 3; c++)
    for (let x = 0; x < side; x++)
      for (let y = 0; y < side; y++, i++) out[(y * side + x) * 3 + c] = raw[i]!;
  return out;
}
