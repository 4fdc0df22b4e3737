import { readImage } from "../io/index.ts";
import { BoundingBoxes, type Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { badFile, readText } from "./read-text.ts";
import { sourceOf, VisionDataset } from "./vision-dataset.ts";
import { type VOCOptions, vocClasses, vocFiles } from "./voc-files.ts";
import { parseXml, type XmlElement, xmlToObject } from "./xml.ts";

const name = "VOCDetection";

/** What is known of a picture. */
export interface VOCTarget {
  /** XYXY, as the file has it: pixels counted from 1. */
  readonly boxes: BoundingBoxes;
  /** int64 `[n]`, places in `vocClasses`: 1 to 20. */
  readonly labels: Tensor;
  /** The whole file, as torchvision gives it: text, objects, `object` always an array. */
  readonly annotation: Readonly<Record<string, unknown>>;
}

/**
 * Photos with boxes (Everingham and others 2010): torchvision's VOCDetection, its targets as its
 * `wrap_dataset_for_transforms_v2` makes them. Reads `root/VOCdevkit/VOC<year>` (2011: below `TrainVal`):
 * `ImageSets/Main`, `JPEGImages`, `Annotations`. A sample is `[image, { boxes, labels, annotation }]`.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example
 * const photos = await VOCDetection.open("data", { year: "2007", imageSet: "test", download: true });
 * const [image, { boxes, labels }] = await photos.get(0);
 */
export class VOCDetection<X = Image, Y = VOCTarget> extends VisionDataset<Image, VOCTarget, X, Y> {
  /** The classes; 0 is the background. */
  readonly classes: readonly string[] = vocClasses;
  /** The pictures' files. */
  readonly images: readonly string[];
  /** The annotations' files. */
  readonly annotations: readonly string[];

  private constructor(
    root: string,
    files: { images: readonly string[]; targets: readonly string[] },
    options: VOCOptions<X, Y, VOCTarget>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.images = files.images;
    this.annotations = files.targets;
  }

  /** Reads the list; pictures and annotations are read when their samples are. */
  static async open<X = Image, Y = VOCTarget>(
    root: string,
    options: VOCOptions<X, Y, VOCTarget> = {},
  ): Promise<VOCDetection<X, Y>> {
    const target = { lists: "Main", folder: "Annotations", ending: ".xml" };
    const { year, imageSet, download } = options;
    const choice = { year, imageSet, download } as VOCOptions<never, never, never>;
    return new VOCDetection(root, await vocFiles(name, root, target, choice), options);
  }

  get length(): number {
    return this.images.length;
  }

  protected async load(index: number): Promise<[Image, VOCTarget]> {
    const path = this.annotations[index]!;
    const [image, text] = await Promise.all([readImage(this.images[index]!), readText(name, path)]);
    const tree = parseXml(name, path, text);
    if (tree.name !== "annotation") throw badFile(name, path, "<annotation>", `<${tree.name}>`);
    const objects = tree.children.filter((child) => child.name === "object");
    const rows = objects.map((object) => boxOf(path, object));
    const labels = BigInt64Array.from(objects, (object) => BigInt(labelOf(path, object)));
    const boxes = BoundingBoxes.from(rows, { format: "XYXY", canvasSize: image.size });
    const annotation = xmlToObject(tree, ["object"]);
    return [image, { boxes, labels: Tensor.fromData(labels, [labels.length]), annotation }];
  }

  describe(index: number): string {
    return this.images[index]!;
  }
}

function textOf(element: XmlElement | undefined, child: string): string | undefined {
  return element?.children.find(({ name }) => name === child)?.text;
}

function boxOf(path: string, object: XmlElement): number[] {
  const box = object.children.find(({ name }) => name === "bndbox");
  const corners = ["xmin", "ymin", "xmax", "ymax"].map((side) => textOf(box, side));
  const numbers = corners.map((corner) => Number(corner || Number.NaN));
  if (numbers.every(Number.isFinite)) return numbers; // some years have fractions
  throw badFile(name, path, "four numbers for each box", corners);
}

function labelOf(path: string, object: XmlElement): number {
  const title = textOf(object, "name") ?? "";
  const label = vocClasses.indexOf(title);
  if (label > 0) return label;
  throw badFile(name, path, "a name of the 20 classes", title);
}
