import type { BoundingBoxes, Image, KeyPoints, Mask } from "../sample/index.ts";
import { resize } from "./functional/resize.ts";
import {
  type CheckedResize,
  checkResize,
  type ResizeOptions,
  type ResizeSize,
} from "./functional/resize-options.ts";
import { GeometricTransform } from "./geometric-transform.ts";

/**
 * Resizes all parts (torchvision's `Resize`). A number or `[n]` is the shorter edge, the longer one
 * follows (rounded down, at most `maxSize`); `[height, width]` is exact; `null` makes the longer edge
 * `maxSize`. Bytes get Pillow's pixels; masks take the nearest label.
 * @example const small = new Resize(256, { interpolation: "bicubic" }).apply(image);
 */
export class Resize extends GeometricTransform<CheckedResize, CheckedResize> {
  constructor(size: ResizeSize, options: ResizeOptions = {}) {
    super("Resize", checkResize("Resize", size, options));
  }

  protected draw(): CheckedResize {
    return this.options;
  }

  protected image(image: Image, options: CheckedResize): Image {
    return resize(image, options.size, options);
  }

  protected boxes(boxes: BoundingBoxes, options: CheckedResize): BoundingBoxes {
    return resize(boxes, options.size, options);
  }

  protected mask(mask: Mask, options: CheckedResize): Mask {
    return resize(mask, options.size, options);
  }

  protected keyPoints(points: KeyPoints, options: CheckedResize): KeyPoints {
    return resize(points, options.size, options);
  }
}
