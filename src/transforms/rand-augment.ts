import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import {
  type AugmentOptions,
  type AugmentStep,
  augmentImage,
  checkAugment,
  drawOp,
  drawStep,
} from "./augment-op.ts";
import { randSpace } from "./augment-space.ts";
import type { WarpOptions } from "./functional/warp.ts";
import { checkNames } from "./options.ts";
import type { PictureFacts } from "./parts.ts";
import { SinglePictureTransform } from "./single-picture-transform.ts";

/** How many operations RandAugment does, and how strongly. */
export interface RandAugmentOptions extends WarpOptions {
  /** Operations one after the other. Default 2. */
  readonly numOps?: number;
  /** The strength of all of them, below `numMagnitudeBins`. Default 9. */
  readonly magnitude?: number;
  /** Steps between none and full strength, at least 2. Default 31. */
  readonly numMagnitudeBins?: number;
}

const names = ["numOps", "magnitude", "numMagnitudeBins", "interpolation", "fill"];

/**
 * Does a few random operations of one strength (torchvision's `RandAugment`); `interpolation` is
 * "nearest" and `fill` black by default. Draws each operation, then the sign of its strength. A sample
 * has one picture of 1 or 3 channels and no boxes, masks or key points, else it throws.
 * @example const augmented = new RandAugment({ magnitude: 7 }).apply({ image, label });
 */
export class RandAugment extends SinglePictureTransform<
  readonly AugmentStep[],
  AugmentOptions & { numOps: number; magnitude: number; numMagnitudeBins: number }
> {
  constructor(options: RandAugmentOptions = {}) {
    const who = "RandAugment";
    const { numOps = 2, magnitude = 9, numMagnitudeBins = 31 } = checkNames(who, options, names);
    checkInteger(who, "numOps", numOps);
    checkInteger(who, "numMagnitudeBins", numMagnitudeBins, { low: 2 });
    checkInteger(who, "magnitude", magnitude, { high: numMagnitudeBins - 1 });
    super(who, { numOps, magnitude, numMagnitudeBins, ...checkAugment(who, options) });
  }

  protected draw(rng: Rng, facts: PictureFacts): readonly AugmentStep[] {
    const { numOps, magnitude, numMagnitudeBins } = this.options;
    const step = () =>
      drawStep(rng, drawOp(rng, randSpace), facts, numMagnitudeBins, () => magnitude);
    return Array.from({ length: numOps }, step);
  }

  protected image(image: Image, steps: readonly AugmentStep[]): Image {
    return steps.reduce((current, step) => augmentImage(current, step, this.options), image);
  }
}
