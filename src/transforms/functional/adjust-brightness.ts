import { checkFactor, colorSteps } from "./color-steps.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Multiplies colours by a factor >= 0: 0 is black, 1 the picture itself (torchvision's
 * `adjust_brightness`). Bytes get Pillow's values, and alpha stays; floats are cut to 0..1 and have 1
 * or 3 channels.
 * @example const bright = adjustBrightness(image, 1.5);
 */
export function adjustBrightness<Part extends PicturePart>(
  part: Part,
  brightnessFactor: number,
): Part {
  const factor = checkFactor("adjustBrightness", "brightness", brightnessFactor);
  return onPicture(
    "adjustBrightness",
    part,
    (image) => colorSteps("adjustBrightness", image, [{ op: "brightness", factor }]),
    { eachChannel: true },
  );
}
