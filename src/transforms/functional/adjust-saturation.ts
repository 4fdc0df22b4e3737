import { checkFactor, colorSteps } from "./color-steps.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Moves each pixel away from its own grey by a factor >= 0: 0 is a grey picture, 1 the picture itself
 * (torchvision's `adjust_saturation`). Grey pictures stay. Bytes get Pillow's values, and alpha stays;
 * floats are cut to 0..1 and have 1 or 3 channels.
 * @example const vivid = adjustSaturation(image, 1.5);
 */
export function adjustSaturation<Part extends PicturePart>(
  part: Part,
  saturationFactor: number,
): Part {
  const factor = checkFactor("adjustSaturation", "saturation", saturationFactor);
  return onPicture("adjustSaturation", part, (image) =>
    colorSteps("adjustSaturation", image, [{ op: "saturation", factor }]),
  );
}
