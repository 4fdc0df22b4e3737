import type { Size } from "../sample/index.ts";
import { checkNumber, checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { perspective } from "./functional/perspective.ts";
import { checkSettings, type WarpInterpolation, warpFor } from "./functional/warp.ts";
import type { XY } from "./kernels/affine-matrix.ts";
import { type Corners, perspectiveCoefficients } from "./kernels/perspective-coefficients.ts";
import type { Coefficients } from "./kernels/places.ts";
import { type FillOption, happens } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `RandomPerspective` draws from, and how it finds its pixels. */
export interface RandomPerspectiveOptions {
  /** How far corners move inwards at most, in half sizes of the image: in [0, 1]. Default 0.5. */
  readonly distortionScale?: number;
  /** Default 0.5. */
  readonly p?: number;
  /** "nearest", "bilinear" (default) or "bicubic"; floats do not take "bicubic". */
  readonly interpolation?: WarpInterpolation;
  /** The value outside the input, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption | null;
}

/**
 * Tilts all parts alike, with probability `p`: each corner moves inwards by a random number of pixels
 * (torchvision's `RandomPerspective`). Draws whether, then x and y of the four corners from the top
 * left clockwise. Where no perspective has such corners (an edge of one pixel) the sample stays as it
 * is. See `functional.perspective`.
 * @example const tilted = new RandomPerspective({ distortionScale: 0.3, p: 1 }).apply(image);
 */
export class RandomPerspective extends PartTransform<
  Coefficients,
  Required<RandomPerspectiveOptions>
> {
  constructor(options: RandomPerspectiveOptions = {}) {
    const { distortionScale = 0.5, p = 0.5, interpolation = "bilinear", fill = 0 } = options;
    const who = "RandomPerspective";
    super(who, {
      distortionScale: checkNumber(who, "distortionScale", distortionScale, { low: 0, high: 1 }),
      p: checkProbability(who, p),
      ...checkSettings(who, { interpolation, fill }),
    });
  }

  protected draw(rng: Rng, size: () => Size): Coefficients | null {
    if (!happens(rng, this.options.p)) return null;
    const [height, width] = size();
    const bound = (length: number): number =>
      Math.trunc(this.options.distortionScale * Math.floor(length / 2)) + 1;
    const [x, y] = [bound(width), bound(height)];
    const corner = (right: boolean, low: boolean): XY => [
      right ? rng.int(width - x, width) : rng.int(0, x),
      low ? rng.int(height - y, height) : rng.int(0, y),
    ];
    const end = [
      corner(false, false),
      corner(true, false),
      corner(true, true),
      corner(false, true),
    ];
    const [last, bottom] = [width - 1, height - 1];
    const start: Corners = [
      [0, 0],
      [last, 0],
      [last, bottom],
      [0, bottom],
    ];
    return perspectiveCoefficients(start, end as unknown as Corners);
  }

  protected part<Part extends GeometricPart>(part: Part, coefficients: Coefficients): Part {
    return perspective(part, null, null, { coefficients, ...warpFor(this.options, part) });
  }
}
