import type { Image } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { checkOpaque } from "./functional/on-picture.ts";
import { rgbToGrayscale } from "./functional/rgb-to-grayscale.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Makes pictures grey with probability `p`, 0.1 by default, and keeps their channel count
 * (torchvision's `RandomGrayscale`). One draw a sample. Videos are converted too, which torchvision
 * leaves out. Throws on pictures with alpha.
 * @example const gray = new RandomGrayscale({ p: 1 }).apply(image);
 */
export class RandomGrayscale extends ColorTransform<"gray", { p: number }> {
  constructor(options: { readonly p?: number } = {}) {
    const { p = 0.1 } = checkNames("RandomGrayscale", options, ["p"]);
    super("RandomGrayscale", { p: checkProbability("RandomGrayscale", p) });
  }

  protected draw(rng: Rng): "gray" | null {
    return happens(rng, this.options.p) ? "gray" : null;
  }

  protected image(image: Image): Image {
    checkOpaque("RandomGrayscale", image);
    return rgbToGrayscale(image, { numOutputChannels: image.channels });
  }
}
