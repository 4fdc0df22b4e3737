import { type Image, KeyPoints, type Mask, type Size } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { forwardMatrix, turn, type XY } from "../kernels/affine-matrix.ts";
import { shiftPairs } from "../kernels/boxes.ts";
import { affinePoints, lowest } from "../kernels/move-points.ts";
import { quarterTurns } from "../kernels/quarter-turns.ts";
import type { GeometricPart } from "../parts.ts";
import { checkCenter } from "./affine.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { imageLayout, imageLike, maskLayout, maskLike, onPart } from "./on-part.ts";
import {
  centerOf,
  type Rotation,
  rightAngles,
  rotatedSize,
  rotationPlan,
  type SizeRule,
  turnedSize,
} from "./rotation.ts";
import { type CheckedWarp, checkWarp, type WarpOptions, warpImage, warpMask } from "./warp.ts";

/** How a part is turned. */
export interface RotateOptions extends WarpOptions {
  /** Make the output large enough to hold all of the turned input. Default false. */
  readonly expand?: boolean;
  /** `[x, y]` of the point that stays, from the top left corner; default the middle. */
  readonly center?: XY | null;
}

/**
 * Turns a part by `angle` degrees counter-clockwise (torchvision's `rotate`); `interpolation` is
 * "nearest" and `fill` null by default. Bytes get Pillow's pixels and `expand` Pillow's size, floats
 * the values of torchvision's tensors. Without `center`, right angles only move pixels. Boxes become
 * the boxes around their turned corners, cut as their `clampingMode` says; key points are not cut.
 * @example const turned = rotate(image, 30, { expand: true, interpolation: "bilinear" });
 */
export function rotate<Part extends GeometricPart>(
  part: Part,
  angle: number,
  options: RotateOptions = {},
): Part {
  const { interpolation = "nearest", fill = null, expand = false, center = null } = options;
  const who = "rotate";
  if (typeof expand !== "boolean")
    throw expected(who, "expand true or false", expand, "pass a boolean");
  const how = checkWarp(who, { interpolation, fill });
  const by = { angle: checkNumber(who, "angle", angle), expand, center: checkCenter(who, center) };
  return rotateBy(part, by, how);
}

/** `rotate` with checked options, and one rule for the sizes of all parts of a sample. */
export function rotateBy<Part extends GeometricPart>(
  part: Part,
  by: Rotation,
  how: CheckedWarp,
  rule?: SizeRule,
): Part {
  return onPart("rotate", part, {
    image: (image) => {
      const own = image.data instanceof Uint8Array ? "pillow" : "torch";
      return rotateImage(image, by, how, rule ?? own);
    },
    boxes: (boxes) => {
      const corners = turnPoints(cornersOf(boxes), boxes.canvasSize, by);
      const canvasSize = rotatedSize(by, boxes.canvasSize, rule ?? "torch");
      return boxesFromCorners(boxes, corners, canvasSize);
    },
    mask: (mask) => rotateMask(mask, by, how, rule ?? "torch"),
    keyPoints: ({ data, canvasSize }) =>
      new KeyPoints(turnPoints(data, canvasSize, by), {
        canvasSize: rotatedSize(by, canvasSize, rule ?? "torch"),
      }),
  });
}

function rotateImage(image: Image, by: Rotation, how: CheckedWarp, rule: SizeRule): Image {
  const { data, size } = image;
  const turns = rightAngles(by, size);
  if (turns === undefined) return warpImage("rotate", image, rotationPlan(by, size, rule), how);
  if (turns === 0) return image;
  const out = quarterTurns(data, imageLayout(image), turns);
  return imageLike(image, out, turnedSize(size, turns));
}

function rotateMask(mask: Mask, by: Rotation, how: CheckedWarp, rule: SizeRule): Mask {
  const { data, size } = mask;
  const turns = rightAngles(by, size);
  if (turns === undefined) return warpMask("rotate", mask, rotationPlan(by, size, rule), how);
  if (turns === 0) return mask;
  return maskLike(mask, quarterTurns(data, maskLayout(mask), turns), turnedSize(size, turns));
}

// With expand, the smallest x and y of the turned canvas become 0.
function turnPoints(pairs: Float32Array, size: Size, by: Rotation): Float32Array {
  const matrix = forwardMatrix(turn(by.angle), centerOf(by, size));
  const out = affinePoints(pairs, matrix);
  if (!by.expand) return out;
  const [height, width] = size;
  const canvas = Float32Array.of(0, 0, 0, height, width, height, width, 0);
  const [left, top] = lowest(affinePoints(canvas, matrix));
  return shiftPairs(out, -left, -top);
}
