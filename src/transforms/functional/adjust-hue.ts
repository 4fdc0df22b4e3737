import { checkFactor, colorSteps } from "./color-steps.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Turns the hue by a part of a full turn in [-0.5, 0.5] (torchvision's `adjust_hue`). Grey pictures
 * stay. Bytes go through Pillow's 8-bit HSV, so that even 0 changes some of them by a little, and
 * alpha becomes 255; floats have 1 or 3 channels.
 * @example const green = adjustHue(red, 1 / 3);
 */
export function adjustHue<Part extends PicturePart>(part: Part, hueFactor: number): Part {
  const factor = checkFactor("adjustHue", "hue", hueFactor);
  return onPicture("adjustHue", part, (image) =>
    colorSteps("adjustHue", image, [{ op: "hue", factor }]),
  );
}
