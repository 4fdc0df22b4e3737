import { join } from "node:path";
import { type Hdf5Array, openHdf5 } from "../io/hdf5.ts";
import { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { fetchFiles } from "./fetch-files.ts";
import { badFile } from "./read-text.ts";
import {
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

/** Options of `PCAM.open`. */
export interface PCAMOptions<X = Image, Y = number>
  extends Omit<VisionOptions<X, Y>, "transforms">,
    DownloadOption {
  /** Default: "train". */
  readonly split?: "train" | "val" | "test";
}

const name = "PCAM";
const digests = {
  train: ["1571f514728f59376b705fc836ff4b63", "35c2d7259d906cfc8143347bb8e05be7"],
  val: ["d5b63470df7cfa627aeec8b9dc0c066e", "2b85f58b927af9964a4c15b8f7e8f179"],
  test: ["d8c2d60d490dbd479f8199bdfa0cf6ec", "60a7035772fbdb7f34eb86d4420cf66a"],
} as const;
// The authors' own deposit; torchvision's copies are on a drive that programs cannot well read.
const base = "https://zenodo.org/records/2546921/files";

const side = 96;

/**
 * Tissue with and without tumour in its middle, 96 x 96 (Veeling and others 2018): torchvision's PCAM.
 * Reads `root/pcam/camelyonpatch_level_2_split_<split>_<x|y>.h5` through the package h5wasm, which has to
 * be installed; images are read when their samples are. A sample is `[image, label]`. Throws NOT_FOUND for
 * missing files, INVALID_FILE for damaged ones, ENGINE without h5wasm.
 * @example const tissue = await PCAM.open("data", { split: "val", download: true });
 */
export class PCAM<X = Image, Y = number> extends VisionDataset<Image, number, X, Y> {
  readonly classes: readonly string[] = ["no tumour", "tumour"];
  readonly length: number;
  /** The labels, in the samples' order. */
  readonly targets: readonly number[];
  readonly #images: Hdf5Array;
  readonly #file: string;

  private constructor(
    root: string,
    images: Hdf5Array,
    found: { readonly file: string; readonly targets: readonly number[] },
    options: PCAMOptions<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.targets = found.targets;
    this.length = found.targets.length;
    this.#images = images;
    this.#file = found.file;
  }

  /** Reads the labels; the images' file stays open until `close`. */
  static async open<X = Image, Y = number>(
    root: string,
    options: PCAMOptions<X, Y> = {},
  ): Promise<PCAM<X, Y>> {
    const { split = "train", download } = options;
    checkChoice(name, "split", split, ["train", "val", "test"]);
    const folder = join(root, "pcam");
    const titles = ["x", "y"].map((part) => `camelyonpatch_level_2_split_${split}_${part}.h5`);
    const files = titles.map((gives, i) => {
      const file = `${gives}.gz`;
      return { file, urls: [`${base}/${file}`], md5: digests[split][i]!, unpackTo: ".", gives };
    });
    await fetchFiles(name, folder, files, download);
    const [file, labelFile] = titles.map((title) => join(folder, title)) as [string, string];
    const targets = await readLabels(labelFile);
    const images = await openHdf5(name, file, "x");
    if (images.shape.join() === [targets.length, side, side, 3].join())
      return new PCAM(root, images, { file, targets }, options);
    images.close();
    throw badFile(name, file, `images x [${targets.length}, 96, 96, 3]`, images.shape);
  }

  protected async load(index: number): Promise<[Image, number]> {
    const data = this.#images.rows(index, index + 1);
    return [new Image(data, { width: side, height: side, channels: 3 }), this.targets[index]!];
  }

  describe(index: number): string {
    return `${this.#file} image ${index}`;
  }

  /** Closes the images' file. */
  close(): void {
    this.#images.close();
  }
}

async function readLabels(path: string): Promise<number[]> {
  const labels = await openHdf5(name, path, "y");
  try {
    const count = labels.shape[0] ?? 0;
    const values = Array.from(labels.rows(0, count));
    const odd = values.find((value) => value > 1);
    if (values.length !== count || odd !== undefined)
      throw badFile(name, path, `${count} labels 0 or 1`, odd ?? values.length);
    return values;
  } finally {
    labels.close();
  }
}
