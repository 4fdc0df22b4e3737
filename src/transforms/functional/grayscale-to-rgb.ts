import type { Image } from "../../sample/index.ts";
import { dropAlpha } from "../kernels/drop-alpha.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";
import { grayPicture, withChannels } from "./rgb-to-grayscale.ts";

/**
 * Grey pictures in three equal channels (torchvision's `grayscale_to_rgb`). Bytes lose their alpha, as
 * in Pillow's `convert("RGB")`; floats of three or more channels stay. Videos are converted frame by
 * frame, which torchvision refuses for its `tv_tensors.Video`.
 * @example const rgb = grayscaleToRgb(image);
 */
export function grayscaleToRgb<Part extends PicturePart>(part: Part): Part {
  return onPicture("grayscaleToRgb", part, rgbPicture);
}

function rgbPicture(image: Image): Image {
  const { data, channels } = image;
  if (channels < 3) return grayPicture(image, 3);
  if (channels === 3 || data instanceof Float32Array) return image;
  return withChannels(image, dropAlpha(data), 3);
}
