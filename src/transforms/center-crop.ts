import type { BoundingBoxes, Image, KeyPoints, Mask, Size } from "../sample/index.ts";
import { centerCrop } from "./functional/center-crop.ts";
import { GeometricTransform } from "./geometric-transform.ts";
import { checkSize, type SizeOption } from "./options.ts";

/**
 * Cuts the middle out of all parts (torchvision's `CenterCrop`); a number is a square, what lies
 * outside a smaller image is zero.
 * @example const middle = new CenterCrop(224).apply(image);
 */
export class CenterCrop extends GeometricTransform<Size, { size: Size }> {
  constructor(size: SizeOption) {
    super("CenterCrop", { size: checkSize("CenterCrop", size) });
  }

  protected draw(): Size {
    return this.options.size;
  }

  protected image(image: Image, size: Size): Image {
    return centerCrop(image, size);
  }

  protected boxes(boxes: BoundingBoxes, size: Size): BoundingBoxes {
    return centerCrop(boxes, size);
  }

  protected mask(mask: Mask, size: Size): Mask {
    return centerCrop(mask, size);
  }

  protected keyPoints(points: KeyPoints, size: Size): KeyPoints {
    return centerCrop(points, size);
  }
}
