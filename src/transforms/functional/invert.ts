import { invertFloats } from "../kernels/float-maps.ts";
import { maskBytes } from "../kernels/mask-bytes.ts";
import { mapColors } from "./map-colors.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * The negative: `255 - value` of bytes with 1 or 3 channels, `1 - value` of floats (torchvision's
 * `invert`). Throws on bytes with alpha, as Pillow does.
 * @example const negative = invert(image);
 */
export function invert<Part extends PicturePart>(part: Part): Part {
  return onPicture(
    "invert",
    part,
    (image) => mapColors("invert", image, { bytes, floats: invertFloats }),
    { eachChannel: true },
  );
}

function bytes(data: Uint8Array): Uint8Array {
  return maskBytes(data, { and: 255, xor: 255, from: 0 });
}
