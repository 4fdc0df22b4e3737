import type { Image } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { type ColorOp, type ColorStep, colorOps, colorSteps } from "./functional/color-steps.ts";
import { permuteChannels } from "./functional/permute-channels.ts";
import { checkNames, checkRange, happens, type Range } from "./options.ts";
import type { PictureFacts } from "./parts.ts";

/** Ranges of the factors, and how probable each change is. */
export interface RandomPhotometricDistortOptions {
  /** Default [0.875, 1.125]. */
  readonly brightness?: Range;
  /** Default [0.5, 1.5]. */
  readonly contrast?: Range;
  /** Default [0.5, 1.5]. */
  readonly saturation?: Range;
  /** Within [-0.5, 0.5]. Default [-0.05, 0.05]. */
  readonly hue?: Range;
  /** The probability of each change by itself. Default 0.5. */
  readonly p?: number;
}

interface Params {
  readonly steps: readonly ColorStep[];
  readonly permutation: readonly number[] | undefined;
}

/**
 * Changes brightness, contrast, saturation, hue and the order of channels, each with probability `p`
 * (torchvision's `RandomPhotometricDistort`, after the SSD detector). Draws for each factor whether and
 * then how much, then whether contrast comes before or after saturation and hue, then the channels.
 * Throws if the pictures' shapes differ.
 * @example const distorted = new RandomPhotometricDistort({ p: 0.5 }).apply(image);
 */
export class RandomPhotometricDistort extends ColorTransform<
  Params,
  Required<RandomPhotometricDistortOptions>
> {
  constructor(options: RandomPhotometricDistortOptions = {}) {
    const who = "RandomPhotometricDistort";
    const {
      brightness = [0.875, 1.125],
      contrast = [0.5, 1.5],
      saturation = [0.5, 1.5],
      hue = [-0.05, 0.05],
      p = 0.5,
    } = checkNames(who, options, [...colorOps, "p"]);
    super(who, {
      brightness: checkRange(who, "brightness", brightness, { low: 0 }),
      contrast: checkRange(who, "contrast", contrast, { low: 0 }),
      saturation: checkRange(who, "saturation", saturation, { low: 0 }),
      hue: checkRange(who, "hue", hue, { low: -0.5, high: 0.5 }),
      p: checkProbability(who, p),
    });
  }

  protected draw(rng: Rng, look: () => PictureFacts): Params | null {
    const { p } = this.options;
    const { channels } = look();
    const drawn = colorOps.map((op) =>
      happens(rng, p) ? { op, factor: rng.uniform(...this.options[op]) } : undefined,
    );
    const order = happens(rng, 0.5) ? contrastBefore : contrastAfter;
    const permutation = happens(rng, p) ? Array.from(rng.permutation(channels)) : undefined;
    const steps = order
      .map((op) => drawn.find((step) => step?.op === op))
      .filter((step) => step !== undefined);
    return steps.length === 0 && permutation === undefined ? null : { steps, permutation };
  }

  protected image(image: Image, { steps, permutation }: Params): Image {
    const distorted = colorSteps("RandomPhotometricDistort", image, steps);
    return permutation === undefined ? distorted : permuteChannels(distorted, permutation);
  }
}

const contrastBefore: readonly ColorOp[] = ["brightness", "contrast", "saturation", "hue"];
const contrastAfter: readonly ColorOp[] = ["brightness", "saturation", "hue", "contrast"];
