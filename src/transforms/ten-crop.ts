import type { Size } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { type TenCropOptions, tenCrop } from "./functional/ten-crop.ts";
import { onlyPictures } from "./only-pictures.ts";
import { checkSize, type SizeOption } from "./options.ts";

/**
 * Puts the corners and the middle of a picture and of its mirror image in its place, as an array of ten
 * (torchvision's `TenCrop`). Key points pass; boxes and masks are refused, since one sample becomes ten.
 * @example const views = new TenCrop(16).apply<Image, Image[]>(image);
 */
export class TenCrop extends ConversionTransform<{ size: Size; verticalFlip: boolean }> {
  constructor(size: SizeOption, { verticalFlip = false }: TenCropOptions = {}) {
    if (typeof verticalFlip !== "boolean")
      throw expected("TenCrop", "verticalFlip true or false", verticalFlip, "pass a boolean");
    super("TenCrop", { size: checkSize("TenCrop", size), verticalFlip });
  }

  protected convert(leaf: unknown): unknown {
    const { size, verticalFlip } = this.options;
    return onlyPictures("TenCrop", leaf, (picture) => tenCrop(picture, size, { verticalFlip }));
  }
}
