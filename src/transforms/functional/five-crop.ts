import type { Image, Video } from "../../sample/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { checkSize, type SizeOption } from "../options.ts";
import { commonSize } from "../parts.ts";
import { centerCrop } from "./center-crop.ts";
import { crop } from "./crop.ts";

/** What has pixels: the parts that `fiveCrop` and `tenCrop` take. */
export type Picture = Image | Video | Tensor;

/** Top left, top right, bottom left, bottom right, middle. */
export type FiveCrops<Part> = readonly [Part, Part, Part, Part, Part];

/**
 * The four corners and the middle of a picture (torchvision's `five_crop`): a number is a square.
 * Throws if the crop is larger than the picture.
 * @example const [topLeft, topRight, bottomLeft, bottomRight, middle] = fiveCrop(image, 16);
 */
export function fiveCrop<Part extends Picture>(part: Part, size: SizeOption): FiveCrops<Part> {
  const [height, width] = checkSize("fiveCrop", size);
  const [rows, cols] = commonSize("fiveCrop", part);
  if (height > rows || width > cols) {
    const what = `a picture of at least [${height}, ${width}]`;
    throw expected("fiveCrop", what, [rows, cols], "pass a smaller size, or resize first");
  }
  const at = (top: number, left: number) => crop(part, { top, left, height, width });
  const [bottom, right] = [rows - height, cols - width];
  return [at(0, 0), at(0, right), at(bottom, 0), at(bottom, right), centerCrop(part, size)];
}
