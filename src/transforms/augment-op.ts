import type { Image } from "../sample/index.ts";
import type { Rng } from "../util/rng.ts";
import type { AugmentOp, AugmentSpace, Strengths } from "./augment-space.ts";
import { adjustBrightness } from "./functional/adjust-brightness.ts";
import { adjustContrast } from "./functional/adjust-contrast.ts";
import { adjustSaturation } from "./functional/adjust-saturation.ts";
import { adjustSharpness } from "./functional/adjust-sharpness.ts";
import { affine } from "./functional/affine.ts";
import { autocontrast } from "./functional/autocontrast.ts";
import { equalize } from "./functional/equalize.ts";
import { invert } from "./functional/invert.ts";
import { posterize } from "./functional/posterize.ts";
import { rotate } from "./functional/rotate.ts";
import { solarize } from "./functional/solarize.ts";
import { checkWarp, type WarpOptions } from "./functional/warp.ts";
import type { PictureFacts } from "./parts.ts";

/** An operation and how strongly it is done. */
export interface AugmentStep {
  readonly op: AugmentOp;
  readonly magnitude: number;
}

/** How the geometric operations find pixels, and what they put where there are none. */
export type AugmentOptions = Required<WarpOptions>;

/** Options with their defaults: "nearest", and black. */
export function checkAugment(
  who: string,
  { interpolation = "nearest", fill = null }: WarpOptions,
): AugmentOptions {
  return checkWarp(who, { interpolation, fill });
}

/** An operation with a strength: of bin `bin()`, drawn where there are bins, then a sign if it has one. */
export function drawStep(
  rng: Rng,
  [op, strengths]: readonly [AugmentOp, Strengths | null],
  { height, width }: PictureFacts,
  bins: number,
  bin: () => number,
): AugmentStep {
  if (strengths === null) return { op, magnitude: 0 };
  const magnitude = strengths.magnitudes(bins, height, width)[bin()]!;
  return { op, magnitude: strengths.signed && rng.next() <= 0.5 ? -magnitude : magnitude };
}

/** One of the operations, all equally likely. */
export function drawOp(rng: Rng, space: AugmentSpace): AugmentSpace[number] {
  return space[rng.int(0, space.length)]!;
}

/** The picture with one operation done, as torchvision's automatic augmentation does it. */
export function augmentImage(
  image: Image,
  { op, magnitude }: AugmentStep,
  how: AugmentOptions,
): Image {
  switch (op) {
    case "Identity":
      return image;
    case "ShearX":
      return affine(image, 0, { ...how, shear: [shearAngle(magnitude), 0], center: [0, 0] });
    case "ShearY":
      return affine(image, 0, { ...how, shear: [0, shearAngle(magnitude)], center: [0, 0] });
    case "TranslateX":
      return affine(image, 0, { ...how, translate: [Math.trunc(magnitude), 0] });
    case "TranslateY":
      return affine(image, 0, { ...how, translate: [0, Math.trunc(magnitude)] });
    case "Rotate":
      return rotate(image, magnitude, how);
    default:
      return recolor(image, { op, magnitude });
  }
}

type ColorAugment = Exclude<
  AugmentOp,
  "Identity" | "ShearX" | "ShearY" | "TranslateX" | "TranslateY" | "Rotate"
>;

function recolor(
  image: Image,
  { op, magnitude }: { readonly op: ColorAugment; readonly magnitude: number },
): Image {
  switch (op) {
    case "Brightness":
      return adjustBrightness(image, 1 + magnitude);
    case "Color":
      return adjustSaturation(image, 1 + magnitude);
    case "Contrast":
      return adjustContrast(image, 1 + magnitude);
    case "Sharpness":
      return adjustSharpness(image, 1 + magnitude);
    case "Posterize":
      return posterize(image, magnitude);
    case "Solarize":
      return solarize(image, image.data instanceof Uint8Array ? 255 * magnitude : magnitude);
    case "AutoContrast":
      return autocontrast(image);
    case "Equalize":
      return equalize(image);
    case "Invert":
      return invert(image);
    default:
      return op satisfies never;
  }
}

// Degrees whose tangent is the magnitude.
function shearAngle(magnitude: number): number {
  return Math.atan(magnitude) * (180 / Math.PI);
}
