import { readImage, readLabelMap } from "../io/index.ts";
import type { Image, Mask } from "../sample/index.ts";
import { sourceOf, VisionDataset } from "./vision-dataset.ts";
import { type VOCOptions, vocClasses, vocFiles } from "./voc-files.ts";

const name = "VOCSegmentation";

/**
 * Photos with class maps (Everingham and others 2010): torchvision's VOCSegmentation. Reads
 * `root/VOCdevkit/VOC<year>` (2011: below `TrainVal`): `ImageSets/Segmentation`, `JPEGImages`,
 * `SegmentationClass`. A sample is `[image, mask]`: a Mask of classes 0 to 20, and 255 for borders.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example
 * const scenes = await VOCSegmentation.open("data", {
 *   imageSet: "val",
 *   transforms: new RandomHorizontalFlip(),
 * });
 */
export class VOCSegmentation<X = Image, Y = Mask> extends VisionDataset<Image, Mask, X, Y> {
  readonly classes: readonly string[] = vocClasses;
  /** The pictures' files. */
  readonly images: readonly string[];
  /** The class maps' files. */
  readonly masks: readonly string[];

  private constructor(
    root: string,
    files: { images: readonly string[]; targets: readonly string[] },
    options: VOCOptions<X, Y, Mask>,
  ) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.images = files.images;
    this.masks = files.targets;
  }

  /** Reads the list; pictures and masks are read when their samples are. */
  static async open<X = Image, Y = Mask>(
    root: string,
    options: VOCOptions<X, Y, Mask> = {},
  ): Promise<VOCSegmentation<X, Y>> {
    const target = { lists: "Segmentation", folder: "SegmentationClass", ending: ".png" };
    const { year, imageSet, download } = options;
    const choice = { year, imageSet, download } as VOCOptions<never, never, never>;
    return new VOCSegmentation(root, await vocFiles(name, root, target, choice), options);
  }

  get length(): number {
    return this.images.length;
  }

  protected async load(index: number): Promise<[Image, Mask]> {
    return Promise.all([readImage(this.images[index]!), readLabelMap(this.masks[index]!)]);
  }

  describe(index: number): string {
    return this.images[index]!;
  }
}
