import { type BoundingBoxes, type Image, KeyPoints, type Mask } from "../../sample/index.ts";
import { checkInteger } from "../../util/check.ts";
import { shiftPairs, shiftRows } from "../kernels/boxes.ts";
import { clampRows } from "../kernels/clamp-boxes.ts";
import { gather } from "../kernels/gather.ts";
import { cropIndices } from "../kernels/indices.ts";
import { fitRectangles } from "../kernels/rotated-boxes.ts";
import { checkOutput } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesLike, imageLayout, imageLike, maskLayout, maskLike, onPart } from "./on-part.ts";

/** A rectangle of pixels; top and left may be negative. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Cuts a rectangle out of a part (torchvision's `crop`). What lies outside the image is filled with
 * zeros; boxes are moved and cut to the rectangle as their `clampingMode` says, key points are moved.
 * @example const corner = crop(image, { top: 0, left: 0, height: 16, width: 16 });
 */
export function crop<Part extends GeometricPart>(part: Part, rectangle: Rectangle): Part {
  checkRectangle(rectangle);
  return onPart("crop", part, {
    image: (image) => cropImage(image, rectangle),
    boxes: (boxes) => cropBoxes(boxes, rectangle),
    mask: (mask) => cropMask(mask, rectangle),
    keyPoints: (points) => cropKeyPoints(points, rectangle),
    eachChannel: true,
  });
}

function checkRectangle({ top, left, height, width }: Rectangle): void {
  const anywhere = { low: -(2 ** 31), high: 2 ** 31 - 1 };
  checkInteger("crop", "top", top, anywhere);
  checkInteger("crop", "left", left, anywhere);
  checkInteger("crop", "height", height, { low: 1 });
  checkInteger("crop", "width", width, { low: 1 });
  checkOutput("crop", [height, width]);
}

/** The pixels of a rectangle; zeros outside. */
export function cropImage(image: Image, { top, left, height, width }: Rectangle): Image {
  if (top === 0 && left === 0 && height === image.height && width === image.width) return image;
  const rows = cropIndices(image.height, top, height);
  const cols = cropIndices(image.width, left, width);
  const data = gather(image.data, imageLayout(image), rows, cols, [0]);
  return imageLike(image, data, [height, width]);
}

function cropMask(mask: Mask, { top, left, height, width }: Rectangle): Mask {
  const [maskHeight, maskWidth] = mask.size;
  const rows = cropIndices(maskHeight, top, height);
  const cols = cropIndices(maskWidth, left, width);
  return maskLike(mask, gather(mask.data, maskLayout(mask), rows, cols, [0]), [height, width]);
}

function cropBoxes(boxes: BoundingBoxes, { top, left, height, width }: Rectangle): BoundingBoxes {
  const { format, rowLength, clampingMode } = boxes;
  const canvasSize = [height, width] as const;
  const moved = shiftRows(boxes.data, format, rowLength, [-left, -top]);
  const data = format === "XYXYXYXY" ? fitRectangles(moved) : moved; // as torchvision does
  return boxesLike(boxes, clampRows(data, format, canvasSize, clampingMode), { canvasSize });
}

function cropKeyPoints(points: KeyPoints, { top, left, height, width }: Rectangle): KeyPoints {
  return new KeyPoints(shiftPairs(points.data, -left, -top), { canvasSize: [height, width] });
}
