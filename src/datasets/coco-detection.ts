import { join } from "node:path";
import { readImage } from "../io/index.ts";
import { BoundingBoxes, type Image, KeyPoints, Mask } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import {
  badAnnotation,
  type CocoAnnotation,
  type CocoCategory,
  type CocoIndex,
  readCoco,
} from "./coco-files.ts";
import { drawSegmentation } from "./coco-mask.ts";
import { checkTypes } from "./target-types.ts";
import { sourceOf, VisionDataset, type VisionOptions } from "./vision-dataset.ts";

const name = "CocoDetection";
const keys = [
  "imageId",
  "boxes",
  "labels",
  "masks",
  "keypoints",
  "visibility",
  "area",
  "iscrowd",
  "annotations",
] as const;

/** A part of a target of CocoDetection. */
export type CocoKey = (typeof keys)[number];

/** What is known of a picture: the parts that `targetKeys` asks for. */
export interface CocoTarget {
  readonly imageId?: number;
  /** XYXY, `[n, 4]`. */
  readonly boxes?: BoundingBoxes;
  /** int64 `[n]`: categories' ids. */
  readonly labels?: Tensor;
  /** `[n, height, width]`, 1 where the object is. */
  readonly masks?: Mask;
  /** The points of all objects, one after the other. */
  readonly keypoints?: KeyPoints;
  /** int64, one a point: 0 not there, 1 hidden, 2 seen. */
  readonly visibility?: Tensor;
  /** float32 `[n]`, in pixels. */
  readonly area?: Tensor;
  /** int64 `[n]`, 1 for crowds. */
  readonly iscrowd?: Tensor;
  /** As the file has them. */
  readonly annotations?: readonly CocoAnnotation[];
}

/** Options of `CocoDetection.open`. */
export interface CocoDetectionOptions<X = Image, Y = CocoTarget>
  extends VisionOptions<X, Y, CocoTarget> {
  /** The file of annotations: `instances_val2017.json`, `person_keypoints_val2017.json`. */
  readonly annFile: string;
  /** The parts of targets, or "all". Default: ["imageId", "boxes", "labels"], as torchvision. */
  readonly targetKeys?: readonly CocoKey[] | "all";
}

/**
 * Pictures with boxes, masks and key points in COCO's format (Lin and others 2014): torchvision's
 * CocoDetection, its targets as its `wrap_dataset_for_transforms_v2` makes them; a picture without
 * objects has the same keys as others. `root` holds the pictures, `annFile` tells of them. A sample is
 * `[image, target]`; pictures are sorted by id. Polygons and run lengths become masks as in pycocotools.
 * Throws NOT_FOUND for missing files, INVALID_FILE for damaged ones and annotations.
 * @example
 * const photos = await CocoDetection.open("coco/val2017", {
 *   annFile: "coco/annotations/instances_val2017.json",
 *   targetKeys: ["boxes", "labels", "masks"],
 * });
 * const [image, { boxes, masks }] = await photos.get(0);
 */
export class CocoDetection<X = Image, Y = CocoTarget> extends VisionDataset<
  Image,
  CocoTarget,
  X,
  Y
> {
  /** The pictures' ids, sorted. */
  readonly ids: readonly number[];
  readonly categories: readonly CocoCategory[];
  readonly length: number;
  readonly #index: CocoIndex;
  readonly #annFile: string;
  readonly #keys: readonly CocoKey[];

  private constructor(root: string, index: CocoIndex, options: CocoDetectionOptions<X, Y>) {
    super(root, options, sourceOf(import.meta.url, name, root, options));
    const { targetKeys = ["imageId", "boxes", "labels"], annFile } = options;
    this.ids = index.images.map(({ id }) => id);
    this.categories = index.categories;
    this.length = index.images.length;
    this.#index = index;
    this.#annFile = annFile;
    this.#keys = targetKeys === "all" ? keys : checkTypes(name, "targetKeys", targetKeys, keys);
  }

  /** Reads the annotations; pictures are read when their samples are. */
  static async open<X = Image, Y = CocoTarget>(
    root: string,
    options: CocoDetectionOptions<X, Y>,
  ): Promise<CocoDetection<X, Y>> {
    return new CocoDetection(root, await readCoco(name, options.annFile), options);
  }

  protected async load(index: number): Promise<[Image, CocoTarget]> {
    const image = await readImage(this.describe(index));
    const imageId = this.ids[index]!;
    const annotations = this.#index.annotationsOf.get(imageId)!;
    const scene: Scene = { file: this.#annFile, imageId, annotations, size: image.size };
    const parts = this.#keys.map((key) => [key, makers[key](scene)]);
    return [image, Object.fromEntries(parts)];
  }

  describe(index: number): string {
    return join(this.root, this.#index.images[index]!.file_name);
  }
}

interface Scene {
  readonly file: string;
  readonly imageId: number;
  readonly annotations: readonly CocoAnnotation[];
  readonly size: readonly [height: number, width: number];
}

const makers: { readonly [Key in CocoKey]: (scene: Scene) => NonNullable<CocoTarget[Key]> } = {
  imageId: ({ imageId }) => imageId,
  annotations: ({ annotations }) => annotations,
  boxes: (scene) => {
    const rows = scene.annotations.map((one) => {
      const [x = 0, y = 0, width = 0, height = 0] = numbers(scene, one, "bbox", 4);
      return [x, y, x + width, y + height];
    });
    return BoundingBoxes.from(rows, { format: "XYXY", canvasSize: scene.size });
  },
  labels: (scene) => int64(scene.annotations.map((one) => whole(scene, one, "category_id"))),
  iscrowd: (scene) => int64(scene.annotations.map((one) => whole(scene, one, "iscrowd"))),
  area: (scene) => {
    const areas = scene.annotations.map((one) => numbers(scene, one, "area", 1)[0]!);
    return Tensor.fromData(Float32Array.from(areas), [areas.length]);
  },
  masks: ({ annotations, size, file }) => {
    const [height, width] = size;
    const data = new Uint8Array(annotations.length * height * width);
    for (const [i, one] of annotations.entries()) {
      const plane = data.subarray(i * height * width, (i + 1) * height * width);
      try {
        if (one.segmentation === undefined) throw new RangeError("no segmentation");
        drawSegmentation(plane, one.segmentation, height, width);
      } catch (cause) {
        if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
        throw badAnnotation(name, file, one, "polygons or run lengths", cause);
      }
    }
    return new Mask(data, [annotations.length, height, width]);
  },
  keypoints: (scene) => {
    const points = triples(scene).flatMap(([x, y]) => [x!, y!]);
    return new KeyPoints(Float32Array.from(points), { canvasSize: scene.size });
  },
  visibility: (scene) => int64(triples(scene).map(([, , seen]) => seen!)),
};

function triples(scene: Scene): number[][] {
  return scene.annotations.flatMap((one) => {
    const values = numbers(scene, one, "keypoints", undefined);
    if (values.length % 3 !== 0)
      throw badAnnotation(name, scene.file, one, "keypoints in threes", values.length);
    return Array.from({ length: values.length / 3 }, (_, i) => values.slice(3 * i, 3 * i + 3));
  });
}

function numbers(
  { file }: Scene,
  one: CocoAnnotation,
  key: "bbox" | "keypoints" | "area",
  count: number | undefined,
): number[] {
  const found = key === "area" ? [one.area] : one[key];
  const fits = Array.isArray(found) && found.every((value) => Number.isFinite(value));
  if (fits && (count === undefined || found.length === count)) return found as number[];
  throw badAnnotation(name, file, one, `numbers as ${key}`, found);
}

function whole({ file }: Scene, one: CocoAnnotation, key: "category_id" | "iscrowd"): number {
  const value = one[key] ?? (key === "iscrowd" ? 0 : undefined);
  if (Number.isSafeInteger(value)) return value!;
  throw badAnnotation(name, file, one, `a whole number as ${key}`, value);
}

function int64(values: readonly number[]): Tensor {
  return Tensor.fromData(BigInt64Array.from(values, BigInt), [values.length]);
}
