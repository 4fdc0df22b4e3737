import type { Image } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { invert } from "./functional/invert.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Turns pictures into their negative with probability `p`, 0.5 by default (torchvision's
 * `RandomInvert`). One draw a sample. Throws on bytes with alpha.
 * @example const negative = new RandomInvert({ p: 1 }).apply(image);
 */
export class RandomInvert extends ColorTransform<"invert", { p: number }> {
  constructor(options: { readonly p?: number } = {}) {
    const { p = 0.5 } = checkNames("RandomInvert", options, ["p"]);
    super("RandomInvert", { p: checkProbability("RandomInvert", p) }, { eachChannel: true });
  }

  protected draw(rng: Rng): "invert" | null {
    return happens(rng, this.options.p) ? "invert" : null;
  }

  protected image(image: Image): Image {
    return invert(image);
  }
}
