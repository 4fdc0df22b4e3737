import { join } from "node:path";
import { extractArchive, readImage, readLabelMap } from "../io/index.ts";
import { type Image, Mask } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkChoice } from "../util/check.ts";
import { type CityscapesClass, cityscapesClasses } from "./cityscapes-classes.ts";
import { exists, needFolder } from "./fetch-files.ts";
import { classFolders, imageFiles } from "./image-files.ts";
import { readJson } from "./read-text.ts";
import { checkTypes, type OneOrAll, only } from "./target-types.ts";
import { sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

const types = ["instance", "semantic", "polygon", "color"] as const;
type TargetType = (typeof types)[number];

/** The objects of a picture: masks `[n, h, w]`, and of each the class's id. */
export interface CityscapesInstances {
  readonly masks: Mask;
  /** int64 `[n]`. */
  readonly labels: Tensor;
}

/** What `targetType` asks for, or several of them. */
export type CityscapesTarget = OneOrAll<CityscapesInstances | Mask | Image | unknown>;

/** Options of `Cityscapes.open`. */
export interface CityscapesOptions<X = Image, Y = CityscapesTarget>
  extends VisionOptions<X, Y, CityscapesTarget> {
  /** "test" for fine, "train_extra" for coarse annotations only. Default: "train". */
  readonly split?: "train" | "test" | "val" | "train_extra";
  /** How carefully it was annotated. Default: "fine". */
  readonly mode?: "fine" | "coarse";
  /** What targets are; several come as an array. Default: "instance". */
  readonly targetType?: TargetType | readonly TargetType[];
}

const name = "Cityscapes";

/**
 * Street scenes of 50 cities (Cordts and others 2016): torchvision's Cityscapes. Reads
 * `root/leftImg8bit/<split>/<city>` and `root/gtFine` or `gtCoarse`; unpacks the official zips in `root` if
 * these are missing (one has to sign in for them). Pictures are sorted by city and name, where torchvision
 * takes the disk's order. A sample is `[image, target]`, by `targetType`: "semantic" a Mask of ids,
 * "instance" `{ masks, labels }` (torchvision's wrapped form), "color" an Image, "polygon" the JSON.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example
 * const streets = await Cityscapes.open("data/cityscapes", { split: "val", targetType: "semantic" });
 * const [image, mask] = await streets.get(0);
 */
export class Cityscapes<X = Image, Y = CityscapesTarget> extends VisionDataset<
  Image,
  CityscapesTarget,
  X,
  Y
> {
  readonly classes: readonly CityscapesClass[] = cityscapesClasses;
  /** The pictures' files. */
  readonly images: readonly string[];
  readonly length: number;
  readonly #folders: Folders;
  readonly #types: readonly TargetType[];

  private constructor(
    root: string,
    images: readonly string[],
    folders: Folders,
    options: CityscapesOptions<X, Y>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.images = images;
    this.length = images.length;
    this.#folders = folders;
    this.#types = checkTypes(name, "targetType", options.targetType ?? "instance", types);
  }

  /** Lists the pictures; they and their targets are read when samples are. */
  static async open<X = Image, Y = CityscapesTarget>(
    root: string,
    options: CityscapesOptions<X, Y> = {},
  ): Promise<Cityscapes<X, Y>> {
    const { split = "train", mode = "fine" } = options;
    checkChoice(name, "mode", mode, ["fine", "coarse"]);
    const splits = ["train", mode === "fine" ? "test" : "train_extra", "val"] as const;
    checkChoice(name, "split", split, splits);
    const kind = mode === "fine" ? "gtFine" : "gtCoarse";
    const folders: Folders = {
      kind,
      images: join(root, "leftImg8bit", split),
      targets: join(root, kind, split),
    };
    await unpack(root, folders, split);
    const images: string[] = [];
    for (const city of await classFolders(name, folders.images)) {
      const files = await imageFiles(name, join(folders.images, city), [".png"]);
      images.push(...files.map((file) => join(folders.images, city, file)));
    }
    return new Cityscapes(root, images, folders, options);
  }

  protected async load(index: number): Promise<[Image, CityscapesTarget]> {
    const path = this.images[index]!;
    const parts = this.#types.map((type) => readTarget(this.#folders, path, type));
    const [image, ...target] = await Promise.all([readImage(path), ...parts]);
    return [image, only(target)];
  }

  describe(index: number): string {
    return this.images[index]!;
  }
}

interface Folders {
  readonly kind: "gtFine" | "gtCoarse";
  readonly images: string;
  readonly targets: string;
}

async function unpack(root: string, folders: Folders, split: string): Promise<void> {
  const there = await Promise.all([exists(folders.images), exists(folders.targets)]);
  if (there.every(Boolean)) return;
  const pictures = split === "train_extra" ? "trainextra" : "trainvaltest";
  const zips = [
    `leftImg8bit_${pictures}.zip`,
    folders.kind === "gtFine" ? "gtFine_trainvaltest.zip" : "gtCoarse.zip",
  ].map((zip) => join(root, zip));
  const hint = `put ${zips.join(" and ")} there, from https://www.cityscapes-dataset.com`;
  if (!(await Promise.all(zips.map(exists))).every(Boolean)) {
    await needFolder(name, folders.images, hint);
    await needFolder(name, folders.targets, hint);
  }
  for (const zip of zips) await extractArchive(zip, root);
}

const endings = {
  instance: "instanceIds.png",
  semantic: "labelIds.png",
  color: "color.png",
  polygon: "polygons.json",
} as const;

async function readTarget({ kind, images, targets }: Folders, image: string, type: TargetType) {
  const place = image.slice(images.length + 1).split("_leftImg8bit")[0]!;
  const path = join(targets, `${place}_${kind}_${endings[type]}`);
  if (type === "polygon") return readJson(name, path);
  if (type === "color") return readImage(path, { mode: "unchanged" });
  const map = await readLabelMap(path);
  return type === "semantic" ? map : instancesOf(map);
}

/** A mask for each number in an instance map, in the numbers' order: class * 1000 + object, or class. */
function instancesOf(map: Mask): CityscapesInstances {
  const [height, width] = map.size;
  const ids = [...new Set<number>(map.data)].sort((a, b) => a - b);
  const place = new Map(ids.map((id, i) => [id, i]));
  const data = new Uint8Array(ids.length * height * width);
  for (let i = 0; i < map.data.length; i++) data[place.get(map.data[i]!)! * height * width + i] = 1;
  const labels = BigInt64Array.from(ids, (id) => BigInt(id >= 1000 ? Math.floor(id / 1000) : id));
  const masks = new Mask(data, [ids.length, height, width]);
  return { masks, labels: Tensor.fromData(labels, [ids.length]) };
}
