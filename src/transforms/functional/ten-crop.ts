import type { SizeOption } from "../options.ts";
import { type FiveCrops, fiveCrop, type Picture } from "./five-crop.ts";
import { horizontalFlip } from "./horizontal-flip.ts";
import { verticalFlip } from "./vertical-flip.ts";

/** `fiveCrop` of a picture, then of its mirror image. */
export type TenCrops<Part> = readonly [...FiveCrops<Part>, ...FiveCrops<Part>];

/** What `tenCrop` mirrors. */
export interface TenCropOptions {
  /** Upside down instead of left to right. Default false. */
  readonly verticalFlip?: boolean;
}

/**
 * The corners and the middle of a picture, then those of the mirrored picture (torchvision's `ten_crop`).
 * @example const views = tenCrop(image, 16);
 */
export function tenCrop<Part extends Picture>(
  part: Part,
  size: SizeOption,
  { verticalFlip: upsideDown = false }: TenCropOptions = {},
): TenCrops<Part> {
  const mirrored = upsideDown ? verticalFlip(part) : horizontalFlip(part);
  return [...fiveCrop(part, size), ...fiveCrop(mirrored, size)];
}
