import { Tensor } from "../tensor/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { toImage } from "./functional/to-image.ts";
import { isPicture } from "./parts.ts";

/**
 * Picture tensors as images (`[c, h, w]`) and videos (`[t, c, h, w]`), values unchanged (torchvision's
 * `ToImage`); all else passes.
 * @example const image: Image = new ToImage().apply(tensor);
 */
export class ToImage extends ConversionTransform {
  constructor() {
    super("ToImage", {});
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof Tensor && isPicture(leaf) ? toImage(leaf) : leaf;
  }
}
