import { BoundingBoxes, isRotatedBoundingFormat, type Size } from "../../sample/index.ts";
import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { keepBoxes } from "../keep-rows.ts";
import { cornersOf } from "./box-corners.ts";

const f = Math.fround;

/** Which boxes are kept. */
export interface SanitizeLimits {
  /** The least width and height in pixels, at least 1. Default 1. */
  readonly minSize?: number;
  /** The least area in square pixels, at least 1. Default 1. */
  readonly minArea?: number;
}

/**
 * The boxes that are worth keeping, and which those are (torchvision's `sanitize_bounding_boxes`):
 * both sides at least `minSize`, the area at least `minArea`, no corner outside the canvas (its far
 * edges may be touched). The sides of rotated boxes are measured along the box; torchvision 0.25 takes
 * too large a height for these.
 * @example const [kept, mask] = sanitizeBoundingBoxes(boxes, { minSize: 2 });
 */
export function sanitizeBoundingBoxes(
  boxes: BoundingBoxes,
  limits: SanitizeLimits = {},
): [kept: BoundingBoxes, mask: boolean[]] {
  const who = "sanitizeBoundingBoxes";
  if (!(boxes instanceof BoundingBoxes))
    throw expected(who, "BoundingBoxes", boxes, "wrap the coordinates in BoundingBoxes");
  const { minSize, minArea } = checkLimits(who, limits);
  const corners = cornersOf(boxes);
  const measure = isRotatedBoundingFormat(boxes.format) ? turnedSides : uprightSides;
  const mask = Array.from({ length: boxes.length }, (_, i) => {
    const box = corners.subarray(8 * i, 8 * i + 8);
    const [w, h] = measure(box);
    const large = w >= minSize && h >= minSize && f(w * h) >= minArea;
    return large && isInside(box, boxes.canvasSize);
  });
  return [mask.every(Boolean) ? boxes : keepBoxes(boxes, mask), mask];
}

/** Refuses limits below 1; fills in what is missing. */
export function checkLimits(
  who: string,
  { minSize = 1, minArea = 1 }: SanitizeLimits,
): Required<SanitizeLimits> {
  checkNumber(who, "minSize", minSize, { low: 1 });
  checkNumber(who, "minArea", minArea, { low: 1 });
  return { minSize, minArea };
}

function isInside(corners: Float32Array, [height, width]: Size): boolean {
  return corners.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? width : height));
}

// Negative where the second corner comes before the first.
function uprightSides(box: Float32Array): [w: number, h: number] {
  return [f(box[4]! - box[0]!), f(box[5]! - box[1]!)];
}

function turnedSides(box: Float32Array): [w: number, h: number] {
  return [
    f(Math.hypot(box[0]! - box[2]!, box[1]! - box[3]!)),
    f(Math.hypot(box[2]! - box[4]!, box[3]! - box[5]!)),
  ];
}
