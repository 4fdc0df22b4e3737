import type { Image } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { autocontrast } from "./functional/autocontrast.ts";
import { checkNames, happens } from "./options.ts";

/**
 * Spreads each channel over the whole range with probability `p`, 0.5 by default (torchvision's
 * `RandomAutocontrast`). One draw a sample. Throws on pictures with alpha.
 * @example const spread = new RandomAutocontrast({ p: 1 }).apply(image);
 */
export class RandomAutocontrast extends ColorTransform<"autocontrast", { p: number }> {
  constructor(options: { readonly p?: number } = {}) {
    const { p = 0.5 } = checkNames("RandomAutocontrast", options, ["p"]);
    super(
      "RandomAutocontrast",
      { p: checkProbability("RandomAutocontrast", p) },
      { eachChannel: true },
    );
  }

  protected draw(rng: Rng): "autocontrast" | null {
    return happens(rng, this.options.p) ? "autocontrast" : null;
  }

  protected image(image: Image): Image {
    return autocontrast(image);
  }
}
