import {
  type BoundingBoxes,
  isRotatedBoundingFormat,
  KeyPoints,
  type Mask,
  type Size,
} from "../../sample/index.ts";
import { scalePairs } from "../kernels/boxes.ts";
import { gather } from "../kernels/gather.ts";
import { torchNearest } from "../kernels/indices.ts";
import { checkOutput } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { boxesLike, maskLayout, maskLike, onPart } from "./on-part.ts";
import { resizeImage } from "./resize-image.ts";
import { checkResize, type ResizeOptions, type ResizeSize, resizedSize } from "./resize-options.ts";

/**
 * Resizes a part (torchvision's `resize`). A number or `[n]` is the shorter edge, the longer one
 * follows (rounded down) and is cut to `maxSize` if that is given; `[height, width]` is exact; `null`
 * makes the longer edge `maxSize`. Bytes get Pillow's pixels; floats, and bytes without antialiasing,
 * get those of torch's `interpolate`. Masks take the nearest label, boxes and key points are scaled;
 * rotated boxes become the rectangles around what they turn into, cut to the canvas.
 * A part that has the size already comes back as it is.
 * @example const small = resize(image, 256, { interpolation: "bicubic" });
 */
export function resize<Part extends GeometricPart>(
  part: Part,
  size: ResizeSize,
  options: ResizeOptions = {},
): Part {
  const checked = checkResize("resize", size, options);
  const target = (before: Size): Size => {
    const after = resizedSize("resize", before, checked);
    checkOutput("resize", after);
    return after;
  };
  return onPart("resize", part, {
    image: (image) =>
      same(image, target) ? image : resizeImage(image, target(image.size), checked),
    mask: (mask) =>
      same(mask, target) ? mask : resizeMask(mask, target(mask.size), checked.interpolation),
    boxes: (boxes) => (same(boxes, target) ? boxes : resizeBoxes(boxes, target(boxes.canvasSize))),
    keyPoints: (points) =>
      same(points, target) ? points : resizeKeyPoints(points, target(points.canvasSize)),
  });
}

function same({ size }: { readonly size: Size }, target: (before: Size) => Size): boolean {
  const [height, width] = target(size);
  return height === size[0] && width === size[1];
}

function resizeMask(mask: Mask, size: Size, interpolation: string): Mask {
  const offset = interpolation === "nearest-exact" ? 0.5 : 0;
  const rows = torchNearest(mask.size[0], size[0], offset);
  const cols = torchNearest(mask.size[1], size[1], offset);
  return maskLike(mask, gather(mask.data, maskLayout(mask), rows, cols, [0]), size);
}

// Rotated boxes become parallelograms, and then the rectangles around them.
function resizeBoxes(boxes: BoundingBoxes, canvasSize: Size): BoundingBoxes {
  const [height, width] = boxes.canvasSize;
  const ratios = [canvasSize[1] / width, canvasSize[0] / height] as const;
  if (isRotatedBoundingFormat(boxes.format))
    return boxesFromCorners(boxes, scalePairs(cornersOf(boxes), ...ratios), canvasSize);
  return boxesLike(boxes, scalePairs(boxes.data, ...ratios), { canvasSize });
}

function resizeKeyPoints(points: KeyPoints, canvasSize: Size): KeyPoints {
  const [height, width] = points.canvasSize;
  const data = scalePairs(points.data, canvasSize[1] / width, canvasSize[0] / height);
  return new KeyPoints(data, { canvasSize });
}
