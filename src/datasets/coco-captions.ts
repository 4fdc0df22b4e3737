import { join } from "node:path";
import { readImage } from "../io/index.ts";
import type { Image } from "../sample/index.ts";
import { badAnnotation, type CocoIndex, readCoco } from "./coco-files.ts";
import { sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

const name = "CocoCaptions";

/** Options of `CocoCaptions.open`. */
export interface CocoCaptionsOptions<X = Image, Y = readonly string[]>
  extends VisionOptions<X, Y, readonly string[]> {
  /** The file of annotations: `captions_val2017.json`. */
  readonly annFile: string;
}

/**
 * Pictures with captions in COCO's format (Chen and others 2015): torchvision's CocoCaptions. `root`
 * holds the pictures, `annFile` the captions. A sample is `[image, captions]`, captions an array of
 * strings; pictures are sorted by id. Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones.
 * @example
 * const photos = await CocoCaptions.open("coco/val2017", {
 *   annFile: "coco/annotations/captions_val2017.json",
 * });
 */
export class CocoCaptions<X = Image, Y = readonly string[]> extends VisionDataset<
  Image,
  readonly string[],
  X,
  Y
> {
  /** The pictures' ids, sorted. */
  readonly ids: readonly number[];
  readonly length: number;
  readonly #index: CocoIndex;
  readonly #annFile: string;

  private constructor(root: string, index: CocoIndex, options: CocoCaptionsOptions<X, Y>) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    this.ids = index.images.map(({ id }) => id);
    this.length = index.images.length;
    this.#index = index;
    this.#annFile = options.annFile;
  }

  /** Reads the captions; pictures are read when their samples are. */
  static async open<X = Image, Y = readonly string[]>(
    root: string,
    options: CocoCaptionsOptions<X, Y>,
  ): Promise<CocoCaptions<X, Y>> {
    return new CocoCaptions(root, await readCoco(name, options.annFile), options);
  }

  protected async load(index: number): Promise<[Image, readonly string[]]> {
    const captions = this.#index.annotationsOf.get(this.ids[index]!)!.map((one) => {
      if (typeof one.caption === "string") return one.caption;
      throw badAnnotation(name, this.#annFile, one, "a caption", one.caption);
    });
    return [await readImage(this.describe(index)), captions];
  }

  describe(index: number): string {
    return join(this.root, this.#index.images[index]!.file_name);
  }
}
