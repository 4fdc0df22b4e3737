import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { horizontalFlip } from "./functional/horizontal-flip.ts";
import { happens } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/**
 * Mirrors all parts left to right with probability `p`, 0.5 by default (torchvision's
 * `RandomHorizontalFlip`). One draw a sample.
 * @example const flipped = new RandomHorizontalFlip({ p: 1 }).apply(image);
 */
export class RandomHorizontalFlip extends PartTransform<"flip", { p: number }> {
  protected override readonly eachChannel = true;

  constructor({ p = 0.5 }: { readonly p?: number } = {}) {
    super("RandomHorizontalFlip", { p: checkProbability("RandomHorizontalFlip", p) });
  }

  protected draw(rng: Rng): "flip" | null {
    return happens(rng, this.options.p) ? "flip" : null;
  }

  protected part<Part extends GeometricPart>(part: Part): Part {
    return horizontalFlip(part);
  }
}
