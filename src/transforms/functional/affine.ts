import { type BoundingBoxes, KeyPoints, type Size } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import {
  type AffineParams,
  forwardMatrix,
  inverseMatrix,
  type XY,
} from "../kernels/affine-matrix.ts";
import { affinePoints } from "../kernels/move-points.ts";
import { torchAffine } from "../kernels/torch-places.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { onPart } from "./on-part.ts";
import { checkWarp, type WarpOptions, type WarpPlan, warpImage, warpMask } from "./warp.ts";

/** What `affine` does beside turning. */
export interface AffineOptions extends WarpOptions {
  /** Pixels to the right and down, after the turn. Default [0, 0]. */
  readonly translate?: XY;
  /** Default 1. */
  readonly scale?: number;
  /** Degrees: `[x, y]`, or along x alone (`[s]` is both alike, as in torchvision). Default 0. */
  readonly shear?: number | readonly [number] | XY;
  /** `[x, y]` of the point that stays, from the top left corner; default the middle. */
  readonly center?: XY | null;
}

/**
 * Turns a part by `angle` degrees clockwise, scales and shears it about its middle and moves it
 * (torchvision's `affine`); `interpolation` is "nearest" and `fill` null by default. Bytes get
 * Pillow's pixels, floats the values of torchvision's tensors. Boxes become the boxes around their
 * moved corners, cut as their `clampingMode` says; key points are not cut.
 * @example const tilted = affine(image, 10, { translate: [4, 0], scale: 1.1, shear: [5, 0] });
 */
export function affine<Part extends GeometricPart>(
  part: Part,
  angle: number,
  options: AffineOptions = {},
): Part {
  const { translate = [0, 0], scale = 1, shear = 0, center = null } = options;
  const { interpolation = "nearest", fill = null } = options;
  const who = "affine";
  const how = checkWarp(who, { interpolation, fill });
  const params = {
    angle: checkNumber(who, "angle", angle),
    translate: checkXY(who, "translate", translate),
    scale: checkScale(who, scale),
    shear: checkShear(who, shear),
  };
  const middle = checkCenter(who, center);
  const plan = (size: Size) => planOf(params, size, middle);
  return onPart(who, part, {
    image: (image) => warpImage(who, image, plan(image.size), how),
    mask: (mask) => warpMask(who, mask, plan(mask.size), how),
    boxes: (boxes) => affineBoxes(boxes, params, middle),
    keyPoints: ({ data, canvasSize }) => {
      const matrix = forwardMatrix(params, middle ?? middleOf(canvasSize));
      return new KeyPoints(affinePoints(data, matrix), { canvasSize });
    },
  });
}

function planOf(params: AffineParams, size: Size, center: XY | null): WarpPlan {
  const middle = middleOf(size);
  const [x, y] = center ?? middle;
  return {
    size,
    pillow: () => inverseMatrix(params, [x, y]),
    torch: () => torchAffine(inverseMatrix(params, [x - middle[0], y - middle[1]]), size, size),
  };
}

function affineBoxes(boxes: BoundingBoxes, params: AffineParams, center: XY | null): BoundingBoxes {
  const matrix = forwardMatrix(params, center ?? middleOf(boxes.canvasSize));
  return boxesFromCorners(boxes, affinePoints(cornersOf(boxes), matrix), boxes.canvasSize);
}

function middleOf([height, width]: Size): XY {
  return [width / 2, height / 2];
}

function checkScale(who: string, scale: number): number {
  if (checkNumber(who, "scale", scale) > 0) return scale;
  throw expected(who, "a scale above 0", scale, "pass a positive number");
}

function checkShear(who: string, shear: number | readonly [number] | XY): XY {
  if (typeof shear === "number") return [checkNumber(who, "shear", shear), 0];
  if (Array.isArray(shear) && shear.length === 1)
    return checkXY(who, "shear", [shear[0], shear[0]]);
  return checkXY(who, "shear", shear as XY);
}

/** Refuses anything but two finite numbers; returns a copy. */
export function checkXY(who: string, name: string, pair: XY): XY {
  if (!Array.isArray(pair) || pair.length !== 2)
    throw expected(who, `${name} as [x, y]`, pair, "pass two numbers");
  return [checkNumber(who, name, pair[0]), checkNumber(who, name, pair[1])];
}

/** A centre that was given, or null for the middle. */
export function checkCenter(who: string, center: XY | null): XY | null {
  return center === null ? null : checkXY(who, "center", center);
}
