import type { Image } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { equalize } from "./functional/equalize.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Makes all values of each channel about as frequent with probability `p`, 0.5 by default
 * (torchvision's `RandomEqualize`). One draw a sample. Throws on bytes with alpha.
 * @example const even = new RandomEqualize({ p: 1 }).apply(image);
 */
export class RandomEqualize extends ColorTransform<"equalize", { p: number }> {
  constructor(options: { readonly p?: number } = {}) {
    const { p = 0.5 } = checkNames("RandomEqualize", options, ["p"]);
    super("RandomEqualize", { p: checkProbability("RandomEqualize", p) }, { eachChannel: true });
  }

  protected draw(rng: Rng): "equalize" | null {
    return happens(rng, this.options.p) ? "equalize" : null;
  }

  protected image(image: Image): Image {
    return equalize(image);
  }
}
