import type { Image } from "../sample/index.ts";
import { ColorTransform } from "./color-transform.ts";
import { grayscaleToRgb } from "./functional/grayscale-to-rgb.ts";

/**
 * Gives pictures three channels: grey is repeated, and bytes lose their alpha (torchvision's `RGB`).
 * Videos are converted too, which torchvision leaves out.
 * @example const rgb = new RGB().apply(grayImage);
 */
export class RGB extends ColorTransform<"rgb"> {
  constructor() {
    super("RGB", {});
  }

  protected draw(): "rgb" {
    return "rgb";
  }

  protected image(image: Image): Image {
    return grayscaleToRgb(image);
  }
}
