import type { Size } from "../../sample/index.ts";
import { checkSize, type SizeOption } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { crop, type Rectangle } from "./crop.ts";
import { resize } from "./resize.ts";
import type { ResizeOptions } from "./resize-options.ts";

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
  return resize(crop(part, rectangle), target, { interpolation, antialias });
}
