import { BoundingBoxes, type BoxFormat, checkBoxFormat } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { convertBoundingBoxFormat } from "./functional/convert-bounding-box-format.ts";

/**
 * Writes a sample's boxes in another format (torchvision's `ConvertBoundingBoxFormat`); all else
 * passes. Throws where one format is rotated and the other not.
 * @example const sample = new ConvertBoundingBoxFormat("CXCYWH").apply({ image, boxes });
 */
export class ConvertBoundingBoxFormat extends ConversionTransform<{ format: BoxFormat }> {
  constructor(format: BoxFormat) {
    super("ConvertBoundingBoxFormat", {
      format: checkBoxFormat("ConvertBoundingBoxFormat", format),
    });
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof BoundingBoxes
      ? convertBoundingBoxFormat(leaf, this.options.format)
      : leaf;
  }
}
