import type { Image } from "../sample/index.ts";
import { checkNumber, checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { solarize } from "./functional/solarize.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Inverts the values from `threshold` on with probability `p`, 0.5 by default (torchvision's
 * `RandomSolarize`): at most 255 for bytes, at most 1 for floats. One draw a sample. Throws on bytes
 * with alpha.
 * @example const burnt = new RandomSolarize(128, { p: 1 }).apply(image);
 */
export class RandomSolarize extends ColorTransform<"solarize", { threshold: number; p: number }> {
  constructor(threshold: number, options: { readonly p?: number } = {}) {
    const who = "RandomSolarize";
    const { p = 0.5 } = checkNames(who, options, ["threshold", "p"]);
    checkNumber(who, "threshold", threshold, { high: 255 });
    super(who, { threshold, p: checkProbability(who, p) }, { eachChannel: true });
  }

  protected draw(rng: Rng): "solarize" | null {
    return happens(rng, this.options.p) ? "solarize" : null;
  }

  protected image(image: Image): Image {
    return solarize(image, this.options.threshold);
  }
}
