import { Image, type Size, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { checkDegrees, type Degrees } from "./degrees.ts";
import { checkCenter } from "./functional/affine.ts";
import { rotateBy } from "./functional/rotate.ts";
import type { Rotation, SizeRule } from "./functional/rotation.ts";
import { checkSettings, type WarpInterpolation, warpFor } from "./functional/warp.ts";
import type { XY } from "./kernels/affine-matrix.ts";
import type { FillOption, Range } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import { type GeometricPart, isPicture } from "./parts.ts";
import { eachLeaf } from "./tree.ts";

/** What `RandomRotation` does beside turning. */
export interface RandomRotationOptions {
  /** "nearest" (default), "bilinear" or "bicubic"; floats do not take "bicubic". */
  readonly interpolation?: WarpInterpolation;
  /** Make the output large enough to hold all of the turned input. Default false. */
  readonly expand?: boolean;
  /** `[x, y]` of the point that stays, from the top left corner; default the middle. */
  readonly center?: XY | null;
  /** The value outside the input, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption | null;
}

interface Options extends Required<RandomRotationOptions> {
  readonly degrees: Range;
}

interface Params {
  readonly by: Rotation;
  readonly rule: SizeRule;
}

/**
 * Turns all parts counter-clockwise by one random angle, from `[-degrees, degrees]` or `[low, high]`
 * (torchvision's `RandomRotation`). One draw a sample; see `functional.rotate`.
 * @example const turned = new RandomRotation(30, { interpolation: "bilinear" }).apply(image);
 */
export class RandomRotation extends PartTransform<Params, Options> {
  constructor(degrees: Degrees, options: RandomRotationOptions = {}) {
    const { interpolation = "nearest", expand = false, center = null, fill = 0 } = options;
    const who = "RandomRotation";
    if (typeof expand !== "boolean")
      throw expected(who, "expand true or false", expand, "pass a boolean");
    super(who, {
      degrees: checkDegrees(who, "degrees", degrees),
      ...checkSettings(who, { interpolation, fill }),
      expand,
      center: checkCenter(who, center),
    });
  }

  protected draw(rng: Rng, _size: () => Size, sample: unknown): Params {
    const { degrees, expand, center } = this.options;
    const angle = rng.uniform(...degrees);
    return { by: { angle, expand, center }, rule: holdsBytes(sample) ? "pillow" : "torch" };
  }

  protected part<Part extends GeometricPart>(part: Part, { by, rule }: Params): Part {
    return rotateBy(part, by, warpFor(this.options, part), rule);
  }
}

// All parts of a sample get one size: Pillow's, if there is a picture of bytes.
function holdsBytes(sample: unknown): boolean {
  let found = false;
  eachLeaf(sample, (leaf) => {
    const picture = leaf instanceof Video ? leaf.frames[0] : leaf;
    if (picture instanceof Image) found ||= picture.data instanceof Uint8Array;
    if (picture instanceof Tensor) found ||= isPicture(picture) && picture.dtype === "uint8";
  });
  return found;
}
