import type { Image, Mask, Size } from "../../sample/index.ts";
import { checkChoice } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { AffineMatrix } from "../kernels/affine-matrix.ts";
import { nearestAffine } from "../kernels/nearest-affine.ts";
import {
  affinePlaces,
  type Coefficients,
  type Places,
  perspectivePlaces,
} from "../kernels/places.ts";
import { premultiply, unpremultiplyInto } from "../kernels/premultiply.ts";
import {
  type Ground,
  groundOf,
  type Plane,
  warpBicubic,
  warpBilinear,
  warpNearest,
} from "../kernels/warp-bytes.ts";
import { warpSimd } from "../kernels/warp-simd.ts";
import { warpTorchBilinear, warpTorchNearest } from "../kernels/warp-torch.ts";
import { warpTorchSimd } from "../kernels/warp-torch-simd.ts";
import { checkFill, checkFillOption, type Fill, type FillOption, fillFor } from "../options.ts";
import { fillLabel, fillValues } from "./fill-values.ts";
import { imageLayout, imageLike, maskLayout, maskLike } from "./on-part.ts";

const interpolations = ["nearest", "bilinear", "bicubic"] as const;

/** How a warp finds values between pixels: "bicubic" for bytes only, as in torchvision. */
export type WarpInterpolation = (typeof interpolations)[number];

/** How pixels are found and what is put where there are none. */
export interface WarpOptions {
  /** "nearest", "bilinear" or "bicubic"; floats do not take "bicubic". */
  readonly interpolation?: WarpInterpolation;
  /**
   * The value where the output shows nothing of the input, or one for each channel. With `null`
   * bilinear floats fade to black at the edge once; with 0 twice, as in torchvision.
   */
  readonly fill?: Fill | null;
}

export type CheckedWarp = Required<WarpOptions>;

/** Refuses options that no warp takes. */
export function checkWarp(who: string, { interpolation, fill }: CheckedWarp): CheckedWarp {
  checkChoice(who, "interpolation", interpolation, interpolations);
  return { interpolation, fill: fill === null ? null : checkFill(who, fill) };
}

/** What transforms say of interpolation and fill. */
export interface WarpSettings {
  readonly interpolation: WarpInterpolation;
  /** As in `WarpOptions`, or `{ image, mask, others }`. */
  readonly fill: FillOption | null;
}

/** Refuses settings that no warp takes. */
export function checkSettings(who: string, { interpolation, fill }: WarpSettings): WarpSettings {
  checkChoice(who, "interpolation", interpolation, interpolations);
  return { interpolation, fill: fill === null ? null : checkFillOption(who, fill) };
}

/** The settings for one part. */
export function warpFor({ interpolation, fill }: WarpSettings, part: unknown): CheckedWarp {
  return { interpolation, fill: fill === null ? null : fillFor(fill, part) };
}

/** Where the pixels of an output of `size` come from: by Pillow's rules, and by torch's. */
export interface WarpPlan {
  readonly size: Size;
  readonly pillow: () => AffineMatrix | Coefficients;
  readonly torch: () => Places;
}

/** A picture warped: bytes as Pillow does, floats as torchvision's tensor path. */
export function warpImage(who: string, image: Image, plan: WarpPlan, how: CheckedWarp): Image {
  const { data } = image;
  const out =
    data instanceof Uint8Array
      ? warpBytes(who, image, data, plan, how)
      : warpFloats(who, image, plan.torch(), plan.size, how);
  return imageLike(image, out, plan.size);
}

/** A mask warped, always by the nearest label. */
export function warpMask(
  who: string,
  mask: Mask,
  plan: Omit<WarpPlan, "pillow">,
  { fill }: CheckedWarp,
): Mask {
  const label = fillLabel(who, mask, fill ?? 0);
  const layout = maskLayout(mask);
  return maskLike(
    mask,
    warpTorchNearest(mask.data, layout, plan.torch(), plan.size, [label]),
    plan.size,
  );
}

const warps = { nearest: warpNearest, bilinear: warpBilinear, bicubic: warpBicubic };

// Pillow weighs colours by their alpha, except for the nearest pixel; the fill counts as weighed.
function warpBytes(
  who: string,
  image: Image,
  data: Uint8Array,
  { size: [height, width], pillow }: WarpPlan,
  { interpolation, fill }: CheckedWarp,
): Uint8Array {
  const ground = { height, width, fill: fillValues(who, image, fill ?? 0) };
  const src = { data, height: image.height, width: image.width, channels: image.channels };
  const map = pillow();
  if (interpolation === "nearest" && isAffine(map)) return nearestAffine(src, map, ground);
  return warpSimd(src, map, interpolation, ground) ?? warpPlain(src, map, interpolation, ground);
}

/** What `warpSimd` does, by plain loops. */
export function warpPlain(
  src: Plane,
  map: AffineMatrix | Coefficients,
  interpolation: WarpInterpolation,
  ground: Ground,
): Uint8Array {
  const { data, channels } = src;
  const weighed = interpolation !== "nearest" && channels % 2 === 0;
  const out = groundOf(ground);
  const places = isAffine(map) ? affinePlaces(map) : perspectivePlaces(map);
  const seen = weighed ? { ...src, data: premultiply(data, channels) } : src;
  warps[interpolation](seen, places, out, ground.width);
  if (weighed) unpremultiplyInto(out, channels);
  return out;
}

function isAffine(map: AffineMatrix | Coefficients): map is AffineMatrix {
  return map.length === 6;
}

/** Pixels of any kind warped by torch's rules; bytes go through floats, halves to even. */
export function warpFloats(
  who: string,
  image: Image,
  places: Places,
  size: Size,
  { interpolation, fill }: CheckedWarp,
): Image["data"] {
  const { data } = image;
  const layout = imageLayout(image);
  const values = fill === null ? null : fillValues(who, image, fill);
  if (interpolation === "nearest") {
    const zeros = Array<number>(image.channels).fill(0);
    return warpTorchNearest(data, layout, places, size, values ?? zeros);
  }
  if (interpolation === "bilinear")
    return (
      warpTorchSimd(data, layout, places, size, values) ??
      warpTorchBilinear(data, layout, places, size, values)
    );
  const hint = "pass one of these, or bytes";
  throw expected(who, 'interpolation "nearest" or "bilinear" for floats', interpolation, hint);
}
