import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { jpeg } from "./functional/jpeg.ts";
import type { Range } from "./options.ts";

/**
 * Gives pictures the traces of being stored as JPEG (torchvision's `JPEG`). `quality` is one number of
 * 1 to 100, or a lowest and a highest one. One draw a sample. Throws unless pixels are bytes of 1 or 3
 * channels.
 * @example const worn = new JPEG([20, 80]).apply(image);
 */
export class JPEG extends ColorTransform<number, { quality: Range }> {
  constructor(quality: number | Range) {
    const range = typeof quality === "number" ? ([quality, quality] as const) : quality;
    if (!Array.isArray(range) || range.length !== 2)
      throw expected("JPEG", "quality as a number or [low, high]", quality, "pass one of these");
    for (const value of range) checkInteger("JPEG", "quality", value, { low: 1, high: 100 });
    if (range[0] > range[1])
      throw expected("JPEG", "quality with low <= high", quality, "swap the two numbers");
    super("JPEG", { quality: [range[0], range[1]] });
  }

  protected draw(rng: Rng): number {
    return rng.int(this.options.quality[0], this.options.quality[1] + 1);
  }

  protected image(image: Image, quality: number): Image {
    return jpeg(image, quality);
  }
}
