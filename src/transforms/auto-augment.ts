import type { Image } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import {
  type AugmentOptions,
  type AugmentStep,
  augmentImage,
  checkAugment,
  drawStep,
} from "./augment-op.ts";
import { autoAugmentPolicies, type PolicyPair } from "./augment-policies.ts";
import { autoSpace } from "./augment-space.ts";
import type { WarpOptions } from "./functional/warp.ts";
import { checkNames } from "./options.ts";
import type { PictureFacts } from "./parts.ts";
import { SinglePictureTransform } from "./single-picture-transform.ts";

/** The data set that a policy was found for. */
export type AutoAugmentPolicy = keyof typeof autoAugmentPolicies;

const policyNames = Object.keys(autoAugmentPolicies) as AutoAugmentPolicy[];
const bins = 10;

/**
 * Does one of 25 learned pairs of operations (torchvision's `AutoAugment`): `policy` is "imagenet",
 * the default, "cifar10" or "svhn"; `interpolation` is "nearest" and `fill` black by default. Draws the
 * pair, then for each operation whether it is done, and the sign of its strength. A sample has one
 * picture of 1 or 3 channels and no boxes, masks or key points, else it throws.
 * @example const augmented = new AutoAugment("cifar10").apply({ image, label });
 */
export class AutoAugment extends SinglePictureTransform<
  readonly AugmentStep[],
  AugmentOptions & { policy: AutoAugmentPolicy }
> {
  constructor(policy: AutoAugmentPolicy = "imagenet", options: WarpOptions = {}) {
    checkNames("AutoAugment", options, ["policy", "interpolation", "fill"]);
    super("AutoAugment", {
      policy: checkChoice("AutoAugment", "policy", policy, policyNames),
      ...checkAugment("AutoAugment", options),
    });
  }

  protected draw(rng: Rng, facts: PictureFacts): readonly AugmentStep[] {
    const pairs: readonly PolicyPair[] = autoAugmentPolicies[this.options.policy];
    const steps: AugmentStep[] = [];
    for (const [op, probability, bin = 0] of pairs[rng.int(0, pairs.length)]!) {
      if (rng.next() > Math.fround(probability)) continue;
      const known = autoSpace.find(([name]) => name === op)!;
      steps.push(drawStep(rng, known, facts, bins, () => bin));
    }
    return steps;
  }

  protected image(image: Image, steps: readonly AugmentStep[]): Image {
    return steps.reduce((current, step) => augmentImage(current, step, this.options), image);
  }
}
