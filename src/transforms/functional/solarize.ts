import { checkNumber } from "../../util/check.ts";
import { solarizeFloats } from "../kernels/float-maps.ts";
import { maskBytes } from "../kernels/mask-bytes.ts";
import { mapColors } from "./map-colors.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Inverts the values from `threshold` on (torchvision's `solarize`); at most 255 for bytes, which
 * have 1 or 3 channels, and at most 1 for floats. Throws on larger thresholds and on bytes with alpha.
 * @example const burnt = solarize(image, 128);
 */
export function solarize<Part extends PicturePart>(part: Part, threshold: number): Part {
  return onPicture(
    "solarize",
    part,
    (image) => {
      const high = image.data instanceof Uint8Array ? 255 : 1;
      checkNumber("solarize", "threshold", threshold, { high });
      return mapColors("solarize", image, {
        bytes: (data) => maskBytes(data, { ...inverted, from: Math.max(0, Math.ceil(threshold)) }),
        floats: (data) => solarizeFloats(data, threshold),
      });
    },
    { eachChannel: true },
  );
}

const inverted = { and: 255, xor: 255 };
