import { Image, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { toPilImage } from "./functional/to-pil-image.ts";
import { isPicture } from "./parts.ts";

/**
 * Picture tensors, and pictures of floats, as pictures of bytes (torchvision's `ToPILImage`): floats are
 * multiplied by 255 and cut to whole numbers; all else passes.
 * @example const image: Image = new ToPILImage().apply(tensor);
 */
export class ToPILImage extends ConversionTransform {
  constructor() {
    super("ToPILImage", {});
  }

  protected convert(leaf: unknown): unknown {
    const picture =
      leaf instanceof Image || leaf instanceof Video || (leaf instanceof Tensor && isPicture(leaf));
    return picture ? toPilImage(leaf) : leaf;
  }
}
