import type { Size } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { fiveCrop } from "./functional/five-crop.ts";
import { onlyPictures } from "./only-pictures.ts";
import { checkSize, type SizeOption } from "./options.ts";

/**
 * Puts the four corners and the middle in the place of each picture, as an array (torchvision's
 * `FiveCrop`): top left, top right, bottom left, bottom right, middle. Key points pass; boxes and masks
 * are refused, since one sample becomes five.
 * @example const [topLeft] = new FiveCrop(16).apply<Image, Image[]>(image);
 */
export class FiveCrop extends ConversionTransform<{ size: Size }> {
  constructor(size: SizeOption) {
    super("FiveCrop", { size: checkSize("FiveCrop", size) });
  }

  protected convert(leaf: unknown): unknown {
    return onlyPictures("FiveCrop", leaf, (picture) => fiveCrop(picture, this.options.size));
  }
}
