import { checkFactor, colorSteps } from "./color-steps.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Moves colours away from the mean grey of the picture by a factor >= 0: 0 is plain grey, 1 the
 * picture itself (torchvision's `adjust_contrast`). Bytes get Pillow's values, and alpha stays; floats
 * are cut to 0..1 and have 1 or 3 channels.
 * @example const flat = adjustContrast(image, 0.5);
 */
export function adjustContrast<Part extends PicturePart>(part: Part, contrastFactor: number): Part {
  const factor = checkFactor("adjustContrast", "contrast", contrastFactor);
  return onPicture("adjustContrast", part, (image) =>
    colorSteps("adjustContrast", image, [{ op: "contrast", factor }]),
  );
}
