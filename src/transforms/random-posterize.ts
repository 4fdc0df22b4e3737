import type { Image } from "../sample/index.ts";
import { checkInteger, checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { posterize } from "./functional/posterize.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Keeps the highest `bits` bits, 0 to 8, of each value with probability `p`, 0.5 by default
 * (torchvision's `RandomPosterize`). One draw a sample. Throws on bytes with alpha.
 * @example const flat = new RandomPosterize(3, { p: 1 }).apply(image);
 */
export class RandomPosterize extends ColorTransform<"posterize", { bits: number; p: number }> {
  constructor(bits: number, options: { readonly p?: number } = {}) {
    const who = "RandomPosterize";
    const { p = 0.5 } = checkNames(who, options, ["bits", "p"]);
    checkInteger(who, "bits", bits, { low: 0, high: 8 });
    super(who, { bits, p: checkProbability(who, p) }, { eachChannel: true });
  }

  protected draw(rng: Rng): "posterize" | null {
    return happens(rng, this.options.p) ? "posterize" : null;
  }

  protected image(image: Image): Image {
    return posterize(image, this.options.bits);
  }
}
