import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { toPureTensor } from "./functional/to-pure-tensor.ts";

const kinds = [Image, Video, Mask, BoundingBoxes, KeyPoints] as const;

/**
 * All parts as tensors, values unchanged (torchvision's `ToPureTensor`): images `[c, h, w]`, videos
 * `[t, c, h, w]`, masks in their shape, boxes `[n, k]`, key points `[n, 2]`.
 * @example const plain = new ToPureTensor().apply<object, { boxes: Tensor }>({ image, boxes });
 */
export class ToPureTensor extends ConversionTransform {
  constructor() {
    super("ToPureTensor", {});
  }

  protected convert(leaf: unknown): unknown {
    return kinds.some((kind) => leaf instanceof kind) ? toPureTensor(leaf as Image) : leaf;
  }
}
