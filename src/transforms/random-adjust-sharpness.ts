import type { Image } from "../sample/index.ts";
import { checkNumber, checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { adjustSharpness } from "./functional/adjust-sharpness.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Blurs (factors below 1) or sharpens (above 1) with probability `p`, 0.5 by default (torchvision's
 * `RandomAdjustSharpness`). One draw a sample.
 * @example const sharp = new RandomAdjustSharpness(2, { p: 1 }).apply(image);
 */
export class RandomAdjustSharpness extends ColorTransform<
  "adjustSharpness",
  { sharpnessFactor: number; p: number }
> {
  constructor(sharpnessFactor: number, options: { readonly p?: number } = {}) {
    const who = "RandomAdjustSharpness";
    const { p = 0.5 } = checkNames(who, options, ["sharpnessFactor", "p"]);
    checkNumber(who, "sharpnessFactor", sharpnessFactor, { low: 0 });
    super(who, { sharpnessFactor, p: checkProbability(who, p) }, { eachChannel: true });
  }

  protected draw(rng: Rng): "adjustSharpness" | null {
    return happens(rng, this.options.p) ? "adjustSharpness" : null;
  }

  protected image(image: Image): Image {
    return adjustSharpness(image, this.options.sharpnessFactor);
  }
}
