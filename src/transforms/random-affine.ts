import type { Size } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { roundHalfEven } from "../util/round-half-even.ts";
import { checkDegrees, type Degrees } from "./degrees.ts";
import { affine, checkCenter } from "./functional/affine.ts";
import { checkSettings, type WarpInterpolation, warpFor } from "./functional/warp.ts";
import type { AffineParams, XY } from "./kernels/affine-matrix.ts";
import { checkRange, type FillOption, type Range } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** Shears along x in `[-s, s]` or `[low, high]`, or along x and y in `[low, high, low, high]`. */
export type Shear = Degrees | readonly [number, number, number, number];

/** What `RandomAffine` does beside turning. */
export interface RandomAffineOptions {
  /** The most to move, as shares of width and height, e.g. [0.1, 0.1]; not at all by default. */
  readonly translate?: XY | null;
  /** The range of scales, above 0; 1 by default. */
  readonly scale?: Range | null;
  /** Degrees; no shear by default. */
  readonly shear?: Shear | null;
  /** "nearest" (default), "bilinear" or "bicubic"; floats do not take "bicubic". */
  readonly interpolation?: WarpInterpolation;
  /** The value outside the input, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption | null;
  /** `[x, y]` of the point that stays, from the top left corner; default the middle. */
  readonly center?: XY | null;
}

interface Options extends Required<RandomAffineOptions> {
  readonly degrees: Range;
  readonly shear: Range | readonly [number, number, number, number] | null;
}

/**
 * Turns (clockwise), moves, scales and shears all parts alike, each by a random amount, about the
 * middle (torchvision's `RandomAffine`). Draws the angle, then x and y of the move, the scale, the
 * shears, each only where asked for; moves are whole pixels. See `functional.affine`.
 * @example const bent = new RandomAffine(10, { translate: [0.1, 0.1], scale: [0.8, 1.2] }).apply(image);
 */
export class RandomAffine extends PartTransform<AffineParams, Options> {
  constructor(degrees: Degrees, options: RandomAffineOptions = {}) {
    const { translate = null, scale = null, shear = null, center = null } = options;
    const { interpolation = "nearest", fill = 0 } = options;
    const who = "RandomAffine";
    super(who, {
      degrees: checkDegrees(who, "degrees", degrees),
      translate: translate === null ? null : checkShares(who, translate),
      scale: scale === null ? null : checkScales(who, scale),
      shear: shear === null ? null : checkShear(who, shear),
      ...checkSettings(who, { interpolation, fill }),
      center: checkCenter(who, center),
    });
  }

  protected draw(rng: Rng, size: () => Size): AffineParams {
    const { degrees, translate, scale, shear } = this.options;
    const angle = rng.uniform(...degrees);
    const move = (share: number, length: number): number =>
      roundHalfEven(rng.uniform(-share * length, share * length));
    let moves: XY = [0, 0];
    if (translate !== null) {
      const [height, width] = size();
      moves = [move(translate[0], width), move(translate[1], height)];
    }
    const factor = scale === null ? 1 : rng.uniform(...scale);
    const shearX = shear === null ? 0 : rng.uniform(shear[0], shear[1]);
    const shearY = shear?.length === 4 ? rng.uniform(shear[2], shear[3]) : 0;
    return { angle, translate: moves, scale: factor, shear: [shearX, shearY] };
  }

  protected part<Part extends GeometricPart>(part: Part, { angle, ...params }: AffineParams): Part {
    const { center } = this.options;
    return affine(part, angle, { ...params, center, ...warpFor(this.options, part) });
  }
}

function checkShares(who: string, translate: XY): XY {
  const fits = Array.isArray(translate) && translate.length === 2;
  if (fits && translate.every((share) => share >= 0 && share <= 1))
    return [translate[0], translate[1]];
  throw expected(who, "translate as [x, y] in [0, 1]", translate, "pass shares of the size");
}

function checkScales(who: string, scale: Range): Range {
  const range = checkRange(who, "scale", scale);
  if (range[0] > 0) return range;
  throw expected(who, "scale above 0", scale, "pass positive numbers");
}

function checkShear(who: string, shear: Shear): Range | readonly [number, number, number, number] {
  if (!Array.isArray(shear) || shear.length !== 4)
    return checkDegrees(who, "shear", shear as Degrees);
  const [x, y] = [checkRange(who, "shear", shear.slice(0, 2) as unknown as Range), shear.slice(2)];
  return [...x, ...checkRange(who, "shear", y as unknown as Range)];
}
