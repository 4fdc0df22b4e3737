import type { BoundingBoxes, Image, KeyPoints, Mask, Size } from "../../sample/index.ts";
import { KeyPoints as Points } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import {
  forwardMatrix,
  inverseMatrix,
  pillowRotation,
  turn,
  type XY,
} from "../kernels/affine-matrix.ts";
import { shiftPairs } from "../kernels/boxes.ts";
import { affinePoints, lowest } from "../kernels/move-points.ts";
import { quarterTurns } from "../kernels/quarter-turns.ts";
import { torchAffine } from "../kernels/torch-places.ts";
import { checkOutput } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { checkCenter } from "./affine.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { imageLayout, imageLike, maskLayout, maskLike, onPart } from "./on-part.ts";
import {
  type CheckedWarp,
  checkWarp,
  type WarpOptions,
  type WarpPlan,
  warpImage,
  warpMask,
} from "./warp.ts";

/** How a part is turned. */
export interface RotateOptions extends WarpOptions {
  /** Make the output large enough to hold all of the turned input. Default false. */
  readonly expand?: boolean;
  /** `[x, y]` of the point that stays, from the top left corner; default the middle. */
  readonly center?: XY | null;
}

interface Turn {
  readonly angle: number;
  readonly expand: boolean;
  readonly center: XY | null;
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
  return onPart(who, part, {
    image: (image) => rotateImage(image, by, how),
    boxes: (boxes) => rotateBoxes(boxes, by),
    mask: (mask) => rotateMask(mask, by, how),
    keyPoints: (points) => rotatePoints(points, by),
  });
}

// The remainder in [0, 360).
function turnOf(angle: number): number {
  const rest = angle % 360;
  return rest < 0 ? rest + 360 : rest;
}

// How many right angles the turn is, where it is done by moving pixels.
function rightAngles({ angle, expand, center }: Turn, [height, width]: Size): number | undefined {
  const turns = turnOf(angle) / 90;
  if (center !== null || !Number.isInteger(turns)) return undefined;
  return turns % 2 === 0 || expand || height === width ? turns % 4 : undefined;
}

function planOf(by: Turn, size: Size): WarpPlan {
  const middle: XY = [size[1] / 2, size[0] / 2];
  const center = by.center ?? middle;
  const turned = pillowRotation(turnOf(by.angle), size, center, by.expand);
  checkOutput("rotate", turned.size);
  const fromMiddle: XY = [center[0] - middle[0], center[1] - middle[1]];
  return {
    size: turned.size,
    pillow: () => turned.matrix,
    torch: () => torchAffine(inverseMatrix(turn(by.angle), fromMiddle), size, turned.size),
  };
}

function rotateImage(image: Image, by: Turn, how: CheckedWarp): Image {
  const turns = rightAngles(by, image.size);
  if (turns === undefined) return warpImage("rotate", image, planOf(by, image.size), how);
  if (turns === 0) return image;
  return imageLike(
    image,
    quarterTurns(image.data, imageLayout(image), turns),
    turnedSize(image.size, turns),
  );
}

function rotateMask(mask: Mask, by: Turn, how: CheckedWarp): Mask {
  const turns = rightAngles(by, mask.size);
  if (turns === undefined) return warpMask("rotate", mask, planOf(by, mask.size), how);
  if (turns === 0) return mask;
  return maskLike(
    mask,
    quarterTurns(mask.data, maskLayout(mask), turns),
    turnedSize(mask.size, turns),
  );
}

function turnedSize([height, width]: Size, turns: number): Size {
  return turns % 2 === 0 ? [height, width] : [width, height];
}

// Where points go, and the canvas that they then lie on.
function moved(
  pairs: Float32Array,
  size: Size,
  by: Turn,
): { pairs: Float32Array; canvasSize: Size } {
  const [height, width] = size;
  const matrix = forwardMatrix(turn(by.angle), by.center ?? [width / 2, height / 2]);
  const out = affinePoints(pairs, matrix);
  if (!by.expand) return { pairs: out, canvasSize: size };
  const canvas = Float32Array.of(0, 0, 0, height, width, height, width, 0);
  const [left, top] = lowest(affinePoints(canvas, matrix));
  const turns = rightAngles(by, size);
  const canvasSize = turns === undefined ? planOf(by, size).size : turnedSize(size, turns);
  return { pairs: shiftPairs(out, -left, -top), canvasSize };
}

function rotateBoxes(boxes: BoundingBoxes, by: Turn): BoundingBoxes {
  const { pairs, canvasSize } = moved(cornersOf(boxes), boxes.canvasSize, by);
  return boxesFromCorners(boxes, pairs, canvasSize);
}

function rotatePoints(points: KeyPoints, by: Turn): KeyPoints {
  const { pairs, canvasSize } = moved(points.data, points.canvasSize, by);
  return new Points(pairs, { canvasSize });
}
