import { invertTable } from "../kernels/byte-tables.ts";
import { invertFloats } from "../kernels/float-maps.ts";
import { mapColors } from "./map-colors.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * The negative: `255 - value` of bytes with 1 or 3 channels, `1 - value` of floats (torchvision's
 * `invert`). Throws on bytes with alpha, as Pillow does.
 * @example const negative = invert(image);
 */
export function invert<Part extends PicturePart>(part: Part): Part {
  const maps = { bytes: () => [invertTable()] as [Uint8Array], floats: invertFloats };
  return onPicture("invert", part, (image) => mapColors("invert", image, maps));
}
