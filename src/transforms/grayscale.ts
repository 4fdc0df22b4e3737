import type { Image } from "../sample/index.ts";
import { ColorTransform } from "./color-transform.ts";
import {
  checkGrayChannels,
  type GrayscaleOptions,
  rgbToGrayscale,
} from "./functional/rgb-to-grayscale.ts";
import { checkNames } from "./options.ts";

/**
 * Makes pictures grey, in one channel or in three equal ones (torchvision's `Grayscale`). Bytes lose
 * their alpha. Videos are converted too, which torchvision leaves out.
 * @example const gray = new Grayscale({ numOutputChannels: 3 }).apply(image);
 */
export class Grayscale extends ColorTransform<"gray", { numOutputChannels: 1 | 3 }> {
  constructor(options: GrayscaleOptions = {}) {
    const { numOutputChannels = 1 } = checkNames("Grayscale", options, ["numOutputChannels"]);
    super("Grayscale", { numOutputChannels: checkGrayChannels("Grayscale", numOutputChannels) });
  }

  protected draw(): "gray" {
    return "gray";
  }

  protected image(image: Image): Image {
    return rgbToGrayscale(image, this.options);
  }
}
