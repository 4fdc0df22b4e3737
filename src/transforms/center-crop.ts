import type { Size } from "../sample/index.ts";
import { centerCrop } from "./functional/center-crop.ts";
import { checkSize, type SizeOption } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/**
 * Cuts the middle out of all parts (torchvision's `CenterCrop`); a number is a square, what lies
 * outside a smaller image is zero.
 * @example const middle = new CenterCrop(224).apply(image);
 */
export class CenterCrop extends PartTransform<Size, { size: Size }> {
  protected override readonly eachChannel = true;

  constructor(size: SizeOption) {
    super("CenterCrop", { size: checkSize("CenterCrop", size) });
  }

  protected draw(): Size {
    return this.options.size;
  }

  protected part<Part extends GeometricPart>(part: Part, size: Size): Part {
    return centerCrop(part, size);
  }
}
