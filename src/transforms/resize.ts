import { resize } from "./functional/resize.ts";
import {
  type CheckedResize,
  checkResize,
  type ResizeOptions,
  type ResizeSize,
} from "./functional/resize-options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/**
 * Resizes all parts (torchvision's `Resize`). A number or `[n]` is the shorter edge, the longer one
 * follows (rounded down, at most `maxSize`); `[height, width]` is exact; `null` makes the longer edge
 * `maxSize`. Bytes get Pillow's pixels; masks take the nearest label.
 * @example const small = new Resize(256, { interpolation: "bicubic" }).apply(image);
 */
export class Resize extends PartTransform<CheckedResize, CheckedResize> {
  constructor(size: ResizeSize, options: ResizeOptions = {}) {
    super("Resize", checkResize("Resize", size, options));
  }

  protected draw(): CheckedResize {
    return this.options;
  }

  protected part<Part extends GeometricPart>(part: Part, options: CheckedResize): Part {
    return resize(part, options.size, options);
  }
}
