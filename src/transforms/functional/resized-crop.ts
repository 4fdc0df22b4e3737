import type { Image, Size } from "../../sample/index.ts";
import { checkOutput, checkSize, type SizeOption } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { crop, type Rectangle } from "./crop.ts";
import { onPart } from "./on-part.ts";
import { resize } from "./resize.ts";
import { resizeImage } from "./resize-image.ts";
import { checkResize, type ResizeOptions } from "./resize-options.ts";

/**
 * Cuts out a rectangle and resizes it to `size` (torchvision's `resized_crop`): a number is a square,
 * else `[height, width]`.
 * @example const zoomed = resizedCrop(image, { top: 8, left: 8, height: 16, width: 16 }, 32);
 */
export function resizedCrop<Part extends GeometricPart>(
  part: Part,
  rectangle: Rectangle,
  size: SizeOption,
  { interpolation = "bilinear", antialias = true }: Omit<ResizeOptions, "maxSize"> = {},
): Part {
  const target: Size = checkSize("resizedCrop", size);
  checkOutput("resizedCrop", target);
  const how = checkResize("resizedCrop", target, { interpolation, antialias });
  const inTurn = <P extends GeometricPart>(piece: P) =>
    resize(crop(piece, rectangle), target, { interpolation, antialias });
  return onPart("resizedCrop", part, {
    // Where nothing has to be added, the pixels are taken from the rectangle itself.
    image: (image) =>
      isInside(image, rectangle) ? resizeImage(image, target, how, rectangle) : inTurn(image),
    boxes: inTurn,
    mask: inTurn,
    keyPoints: inTurn,
  });
}

function isInside(image: Image, { top, left, height, width }: Rectangle): boolean {
  if (![top, left, height, width].every(Number.isInteger)) return false;
  if (top < 0 || left < 0 || height < 1 || width < 1) return false;
  return top + height <= image.height && left + width <= image.width;
}
