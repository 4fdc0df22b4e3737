import { Image, Video } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { toTensor } from "./functional/to-tensor.ts";

/**
 * Images become float32 tensors `[c, h, w]`, videos `[t, c, h, w]`: bytes are divided by 255, float
 * pixels keep their values; all other leaves pass (torchvision's `ToTensor`).
 * @example const x: Tensor = new ToTensor().apply(image); // [3, height, width], 0..1
 */
export class ToTensor extends ConversionTransform {
  constructor() {
    super("ToTensor", {});
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof Image || leaf instanceof Video ? toTensor(leaf) : leaf;
  }
}
