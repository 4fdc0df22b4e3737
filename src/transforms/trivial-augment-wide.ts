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
import { wideSpace } from "./augment-space.ts";
import type { WarpOptions } from "./functional/warp.ts";
import { checkNames } from "./options.ts";
import type { PictureFacts } from "./parts.ts";
import { SinglePictureTransform } from "./single-picture-transform.ts";

/** How finely TrivialAugmentWide draws strengths. */
export interface TrivialAugmentWideOptions extends WarpOptions {
  /** Steps between none and full strength, at least 2. Default 31. */
  readonly numMagnitudeBins?: number;
}

/**
 * Does one random operation of random strength (torchvision's `TrivialAugmentWide`); `interpolation` is
 * "nearest" and `fill` black by default. Draws the operation, its strength, and the strength's sign. A
 * sample has one picture of 1 or 3 channels and no boxes, masks or key points, else it throws.
 * @example const augmented = new TrivialAugmentWide().apply({ image, label });
 */
export class TrivialAugmentWide extends SinglePictureTransform<
  AugmentStep,
  AugmentOptions & { numMagnitudeBins: number }
> {
  constructor(options: TrivialAugmentWideOptions = {}) {
    const who = "TrivialAugmentWide";
    const names = ["numMagnitudeBins", "interpolation", "fill"];
    const { numMagnitudeBins = 31 } = checkNames(who, options, names);
    checkInteger(who, "numMagnitudeBins", numMagnitudeBins, { low: 2 });
    super(who, { numMagnitudeBins, ...checkAugment(who, options) });
  }

  protected draw(rng: Rng, facts: PictureFacts): AugmentStep {
    const { numMagnitudeBins: bins } = this.options;
    return drawStep(rng, drawOp(rng, wideSpace), facts, bins, () => rng.int(0, bins));
  }

  protected image(image: Image, step: AugmentStep): Image {
    return augmentImage(image, step, this.options);
  }
}
