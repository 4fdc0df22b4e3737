import { checkInteger } from "../../util/check.ts";
import { posterizeFloats } from "../kernels/float-maps.ts";
import { maskBytes } from "../kernels/mask-bytes.ts";
import { mapColors } from "./map-colors.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Keeps the highest `bits` bits of each value, 0 to 8 (torchvision's `posterize`): bytes with 1 or 3
 * channels as Pillow, floats in `2 ** bits` levels. Throws on bytes with alpha.
 * @example const flat = posterize(image, 3);
 */
export function posterize<Part extends PicturePart>(part: Part, bits: number): Part {
  checkInteger("posterize", "bits", bits, { low: 0, high: 8 });
  const mask = { and: 256 - 2 ** (8 - bits), xor: 0, from: 0 };
  const maps = {
    bytes: (data: Uint8Array) => maskBytes(data, mask),
    floats: (data: Float32Array) => posterizeFloats(data, bits),
  };
  return onPicture("posterize", part, (image) => mapColors("posterize", image, maps), {
    eachChannel: true,
  });
}
