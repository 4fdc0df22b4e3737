import { Image } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { toPureTensor } from "./functional/to-pure-tensor.ts";

/**
 * Images as tensors `[c, h, w]` of their own type, values unchanged (torchvision's `PILToTensor`);
 * all else passes.
 * @example const bytes: Tensor = new PILToTensor().apply(image); // uint8 [3, height, width]
 */
export class PILToTensor extends ConversionTransform {
  constructor() {
    super("PILToTensor", {});
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof Image ? toPureTensor(leaf) : leaf;
  }
}
