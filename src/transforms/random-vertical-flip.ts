import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { verticalFlip } from "./functional/vertical-flip.ts";
import { happens } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/**
 * Turns all parts upside down with probability `p`, 0.5 by default (torchvision's
 * `RandomVerticalFlip`). One draw a sample.
 * @example const flipped = new RandomVerticalFlip({ p: 1 }).apply(image);
 */
export class RandomVerticalFlip extends PartTransform<"flip", { p: number }> {
  protected override readonly eachChannel = true;

  constructor({ p = 0.5 }: { readonly p?: number } = {}) {
    super("RandomVerticalFlip", { p: checkProbability("RandomVerticalFlip", p) });
  }

  protected draw(rng: Rng): "flip" | null {
    return happens(rng, this.options.p) ? "flip" : null;
  }

  protected part<Part extends GeometricPart>(part: Part): Part {
    return verticalFlip(part);
  }
}
