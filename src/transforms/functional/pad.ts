import {
  type BoundingBoxes,
  type Image,
  KeyPoints,
  type Mask,
  type Size,
} from "../../sample/index.ts";
import { checkChoice } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { shiftPairs, shiftRows } from "../kernels/boxes.ts";
import { clampRows } from "../kernels/clamp-boxes.ts";
import { gather } from "../kernels/gather.ts";
import { type PaddingMode, paddingModes, padIndices } from "../kernels/indices.ts";
import {
  checkFill,
  checkOutput,
  checkPadding,
  type Fill,
  type Padding,
  type Sides,
} from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { fillLabel, fillValues } from "./fill-values.ts";
import { boxesLike, imageLayout, imageLike, maskLayout, maskLike, onPart } from "./on-part.ts";

/** How a border is filled. */
export interface PadOptions {
  /** The border's value, or one for each channel; used in mode "constant" only. Default 0. */
  readonly fill?: Fill;
  /** "constant", "edge", "reflect" (edge pixel once) or "symmetric" (edge pixel twice). */
  readonly paddingMode?: PaddingMode;
}

/**
 * Adds a border to a part (torchvision's `pad`). Boxes and key points move and take mode "constant"
 * only; masks take a single fill value. Mirrored borders may be wider than the image.
 * @example const wide = pad(image, [4, 0], { paddingMode: "reflect" });
 */
export function pad<Part extends GeometricPart>(
  part: Part,
  padding: Padding,
  { fill = 0, paddingMode = "constant" }: PadOptions = {},
): Part {
  const sides = checkPadding("pad", padding);
  const mode = checkChoice("pad", "paddingMode", paddingMode, paddingModes);
  checkFill("pad", fill);
  if (sides.left + sides.top + sides.right + sides.bottom === 0) return part;
  return onPart("pad", part, {
    eachChannel: typeof fill === "number",
    image: (image) => padImage(image, sides, fill, mode),
    boxes: (boxes) => padBoxes(boxes, sides, mode),
    mask: (mask) => padMask(mask, sides, fill, mode),
    keyPoints: (points) => padKeyPoints(points, sides, mode),
  });
}

function padImage(image: Image, sides: Sides, fill: Fill, mode: PaddingMode): Image {
  const size = paddedSize(image.size, sides);
  const values = fillValues("pad", image, fill);
  const rows = padIndices(image.height, sides.top, sides.bottom, mode);
  const cols = padIndices(image.width, sides.left, sides.right, mode);
  return imageLike(image, gather(image.data, imageLayout(image), rows, cols, values), size);
}

function padMask(mask: Mask, sides: Sides, fill: Fill, mode: PaddingMode): Mask {
  const label = fillLabel("pad", mask, fill);
  const [height, width] = mask.size;
  const rows = padIndices(height, sides.top, sides.bottom, mode);
  const cols = padIndices(width, sides.left, sides.right, mode);
  const data = gather(mask.data, maskLayout(mask), rows, cols, [label]);
  return maskLike(mask, data, paddedSize(mask.size, sides));
}

function padBoxes(boxes: BoundingBoxes, sides: Sides, mode: PaddingMode): BoundingBoxes {
  refuseMirrors(mode, "bounding boxes");
  const { format, rowLength, clampingMode } = boxes;
  const canvasSize = paddedSize(boxes.canvasSize, sides);
  const moved = shiftRows(boxes.data, format, rowLength, [sides.left, sides.top]);
  return boxesLike(boxes, clampRows(moved, format, canvasSize, clampingMode), { canvasSize });
}

function padKeyPoints(points: KeyPoints, sides: Sides, mode: PaddingMode): KeyPoints {
  refuseMirrors(mode, "key points");
  const canvasSize = paddedSize(points.canvasSize, sides);
  return new KeyPoints(shiftPairs(points.data, sides.left, sides.top), { canvasSize });
}

// A mirrored border would repeat objects whose boxes are not there.
function refuseMirrors(mode: PaddingMode, parts: string): void {
  if (mode !== "constant")
    throw expected("pad", `paddingMode "constant" for ${parts}`, mode, "use a constant border");
}

function paddedSize([height, width]: Size, { left, top, right, bottom }: Sides): Size {
  const size: Size = [top + height + bottom, left + width + right];
  checkOutput("pad", size);
  return size;
}
