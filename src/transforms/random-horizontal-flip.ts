import type { BoundingBoxes, Image, KeyPoints, Mask } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { horizontalFlip } from "./functional/horizontal-flip.ts";
import { GeometricTransform } from "./geometric-transform.ts";
import { happens } from "./options.ts";

/**
 * Mirrors all parts left to right with probability `p`, 0.5 by default (torchvision's
 * `RandomHorizontalFlip`). One draw a sample.
 * @example const flipped = new RandomHorizontalFlip({ p: 1 }).apply(image);
 */
export class RandomHorizontalFlip extends GeometricTransform<"flip", { p: number }> {
  constructor({ p = 0.5 }: { readonly p?: number } = {}) {
    super("RandomHorizontalFlip", { p: checkProbability("RandomHorizontalFlip", p) });
  }

  protected draw(rng: Rng): "flip" | null {
    return happens(rng, this.options.p) ? "flip" : null;
  }

  protected image(image: Image): Image {
    return horizontalFlip(image);
  }

  protected boxes(boxes: BoundingBoxes): BoundingBoxes {
    return horizontalFlip(boxes);
  }

  protected mask(mask: Mask): Mask {
    return horizontalFlip(mask);
  }

  protected keyPoints(points: KeyPoints): KeyPoints {
    return horizontalFlip(points);
  }
}
