import type { Image } from "../sample/index.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { checkKernelSize, gaussianBlur, type PerAxis } from "./functional/gaussian-blur.ts";
import { checkRange, type Range } from "./options.ts";

/** How wide the blur is. */
export interface GaussianBlurRange {
  /** The range of the standard deviation, or one value; above 0. Default [0.1, 2]. */
  readonly sigma?: number | Range;
}

/**
 * Blurs by a Gaussian of random width (torchvision's `GaussianBlur`). `kernelSize` is odd: one number,
 * or width and then height. One draw a sample, the standard deviation along both axes.
 * @example const soft = new GaussianBlur(5, { sigma: [0.1, 2] }).apply(image);
 */
export class GaussianBlur extends ColorTransform<
  number,
  { kernelSize: readonly [number, number]; sigma: Range }
> {
  constructor(kernelSize: PerAxis, { sigma = [0.1, 2] }: GaussianBlurRange = {}) {
    const who = "GaussianBlur";
    const range: Range = typeof sigma === "number" ? [sigma, sigma] : sigma;
    super(who, {
      kernelSize: checkKernelSize(who, kernelSize),
      sigma: checkRange(who, "sigma", range, { low: Number.MIN_VALUE }),
    });
  }

  protected draw(rng: Rng): number {
    return rng.uniform(...this.options.sigma);
  }

  protected image(image: Image, sigma: number): Image {
    return gaussianBlur(image, this.options.kernelSize, { sigma });
  }
}
