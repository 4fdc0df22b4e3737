import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DecodeOptions, extractArchive, readImage, readMat } from "../io/index.ts";
import { type Image, KeyPoints } from "../sample/index.ts";
import { listClassFolders } from "./class-listing.ts";
import { exists, fetchFiles, needFolder, type SetFile } from "./fetch-files.ts";
import type { LabelledPaths } from "./file-table.ts";
import { classFolders } from "./image-files.ts";
import { badFile } from "./read-text.ts";
import { checkTypes, type OneOrAll, only } from "./target-types.ts";
import {
  type DownloadOption,
  sourceOf,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";

const types = ["category", "annotation"] as const;
type TargetType = (typeof types)[number];

/** A label, the outline as points, or both in the order that was asked for. */
export type Caltech101Target = OneOrAll<number | KeyPoints>;

/** Options of `Caltech101.open`. */
export interface Caltech101Options<X = Image, Y = Caltech101Target>
  extends VisionOptions<X, Y, Caltech101Target>,
    DownloadOption {
  /** What targets are; several come as an array. Default: "category". */
  readonly targetType?: TargetType | readonly TargetType[];
  /** How files are decoded: see `readImage`. Default: as they are, grey as grey. */
  readonly decode?: Omit<DecodeOptions, "file">;
}

const name = "Caltech101";
const archive: SetFile = {
  file: "caltech-101.zip",
  urls: ["https://data.caltech.edu/records/mzrjq-6wc02/files/caltech-101.zip"],
  md5: "3138e1922a9193bfa496528edbbc45d0",
  unpackTo: ".",
};

// Classes whose outlines are in a folder of another name.
const renamed: Readonly<Record<string, string>> = {
  Faces: "Faces_2",
  Faces_easy: "Faces_3",
  Motorbikes: "Motorbikes_16",
  airplanes: "Airplanes_Side_2",
};

/**
 * Objects in 101 classes with outlines (Fei-Fei and others 2004): torchvision's Caltech101. Reads
 * `root/caltech101/101_ObjectCategories/<class>/image_0001.jpg` and `Annotations/<class>/*.mat`; the
 * background class is left out. A sample is `[image, target]`: by `targetType` a label, the outline as
 * KeyPoints, or both. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example const objects = await Caltech101.open("data", { targetType: ["category", "annotation"] });
 */
export class Caltech101<X = Image, Y = Caltech101Target> extends VisionDataset<
  Image,
  Caltech101Target,
  X,
  Y
> {
  readonly categories: readonly string[];
  readonly samples: LabelledPaths;
  readonly length: number;
  readonly #types: readonly TargetType[];
  readonly #decode: Caltech101Options["decode"];

  private constructor(
    root: string,
    listing: { classes: readonly string[]; samples: LabelledPaths },
    options: Caltech101Options<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.categories = listing.classes;
    this.samples = listing.samples;
    this.length = listing.samples.length;
    this.#types = checkTypes(name, "targetType", options.targetType ?? "category", types);
    this.#decode = options.decode ?? { mode: "unchanged" };
  }

  /** Lists the folders; images and outlines are read when their samples are. */
  static async open<X = Image, Y = Caltech101Target>(
    root: string,
    options: Caltech101Options<X, Y> = {},
  ): Promise<Caltech101<X, Y>> {
    const folder = join(root, "caltech101");
    await fetchAll(folder, options.download);
    const objects = join(folder, "101_ObjectCategories");
    await needFolder(name, objects);
    const found = await classFolders(name, objects);
    const classes = found.filter((title) => title !== "BACKGROUND_Google");
    const listing = await listClassFolders(name, objects, { extensions: [".jpg"], classes });
    return new Caltech101(root, { classes, samples: listing.samples.pairs() }, options);
  }

  protected async load(index: number): Promise<[Image, Caltech101Target]> {
    const [path, label] = this.samples[index]!;
    const image = await readImage(path, this.#decode);
    const parts = this.#types.map((type) =>
      type === "category" ? label : outline(this.root, this.categories[label]!, path, image),
    );
    return [image, only(await Promise.all(parts))];
  }

  describe(index: number): string {
    return this.samples[index]![0];
  }
}

async function outline(root: string, category: string, image: string, { size }: Image) {
  const number = /image_(\d+)\.jpg$/.exec(image)?.[1] ?? "";
  const folder = renamed[category] ?? category;
  const file = `annotation_${number}.mat`;
  const path = join(root, "caltech101", "Annotations", folder, file);
  const contour = (await readMat(path)).get("obj_contour");
  // [2, n], a column a point: that is x, y, x, y in memory
  if (contour?.kind !== "numbers" || contour.shape[0] !== 2)
    throw badFile(name, path, "2 rows of numbers named obj_contour", contour?.kind ?? "nothing");
  return new KeyPoints(Float32Array.from(contour.data, Number), { canvasSize: size });
}

async function fetchAll(folder: string, download: DownloadOption["download"]): Promise<void> {
  if (!download || (await exists(join(folder, "101_ObjectCategories")))) return;
  await fetchFiles(name, folder, [archive], download);
  await unpackInner(folder);
}

/**
 * Unpacks what came out of the archive: 101_ObjectCategories.tar.gz and Annotations.tar, in a folder
 * caltech-101.
 */
export async function unpackInner(folder: string): Promise<void> {
  // In the names' order backwards: the folder of pictures, which tells that all is there, comes last.
  const inner = (await readdir(join(folder, "caltech-101"))).sort().reverse();
  for (const title of inner) {
    const path = join(folder, "caltech-101", title);
    if (/\.tar(\.gz)?$/.test(title)) await extractArchive(path, folder);
  }
}
