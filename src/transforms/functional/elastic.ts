import {
  type BoundingBoxes,
  type Image,
  KeyPoints,
  type Mask,
  type Size,
} from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { isAligned } from "../kernels/boxes.ts";
import { torchElastic } from "../kernels/torch-places.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesFromCorners, cornersOf } from "./box-corners.ts";
import { clampBoundingBoxes } from "./clamp-bounding-boxes.ts";
import { convertBoundingBoxFormat } from "./convert-bounding-box-format.ts";
import { boxesLike, imageLike, onPart } from "./on-part.ts";
import { type CheckedWarp, checkWarp, type WarpOptions, warpFloats, warpMask } from "./warp.ts";

const who = "elastic";

/**
 * Takes each pixel from where `displacement` points (torchvision's `elastic`): a float32 tensor
 * `[1, h, w, 2]`, x then y, in units of half the image. `interpolation` is "bilinear" by default
 * ("bicubic" is refused), `fill` null. Bytes go through floats and are rounded, halves to even. Boxes
 * and key points move against the displacement of the pixel that they lie on: corners of boxes are
 * rounded up and key points down first, as in torchvision; rotated boxes move by their centre.
 * @example const wavy = elastic(image, displacement, { fill: 0 });
 */
export function elastic<Part extends GeometricPart>(
  part: Part,
  displacement: Tensor,
  { interpolation = "bilinear", fill = null }: WarpOptions = {},
): Part {
  const how = checkWarp(who, { interpolation, fill });
  const field = (size: Size) => checkField(displacement, size);
  return onPart(who, part, {
    image: (image) => elasticImage(image, field(image.size), how),
    mask: (mask) => elasticMask(mask, field(mask.size), how),
    boxes: (boxes) => elasticBoxes(boxes, field(boxes.canvasSize)),
    keyPoints: (points) => elasticPoints(points, field(points.canvasSize)),
  });
}

function checkField(displacement: Tensor, [height, width]: Size): Float32Array {
  const what = `displacement as a float32 tensor [1, ${height}, ${width}, 2]`;
  if (!(displacement instanceof Tensor)) throw expected(who, what, displacement, "pass a tensor");
  const data = displacement.hostData();
  const fits = displacement.shape.join() === `1,${height},${width},2`;
  if (fits && data instanceof Float32Array) return data;
  const got = { dtype: displacement.dtype, shape: displacement.shape };
  throw expected(who, what, got, "match the part's height and width");
}

function elasticImage(image: Image, field: Float32Array, how: CheckedWarp): Image {
  const out = warpFloats(who, image, torchElastic(field, image.size), image.size, how);
  return imageLike(image, out, image.size);
}

function elasticMask(mask: Mask, field: Float32Array, how: CheckedWarp): Mask {
  const torch = () => torchElastic(field, mask.size);
  return warpMask(who, mask, { size: mask.size, torch }, how);
}

function elasticBoxes(boxes: BoundingBoxes, field: Float32Array): BoundingBoxes {
  const { canvasSize, format } = boxes;
  if (isAligned(format)) {
    const corners = move(cornersOf(boxes).map(Math.ceil), field, canvasSize);
    return boxesFromCorners(boxes, corners, canvasSize);
  }
  const centred = convertBoundingBoxFormat(boxes, "CXCYWHR");
  const rows = centred.data.slice();
  for (let i = 0; i < rows.length; i += 5)
    rows.set(move(rows.slice(i, i + 2).map(Math.ceil), field, canvasSize), i);
  const moved = clampBoundingBoxes(boxesLike(centred, rows));
  return convertBoundingBoxFormat(moved, format);
}

function elasticPoints({ data, canvasSize }: KeyPoints, field: Float32Array): KeyPoints {
  const limits = [canvasSize[1] - 1, canvasSize[0] - 1];
  const pixels = data.map((at, i) => Math.min(Math.max(Math.trunc(at), 0), limits[i % 2]!));
  return new KeyPoints(move(pixels, field, canvasSize), { canvasSize });
}

// Whole pairs `x, y, x, y, ...` minus the displacement of their pixel, or the nearest pixel to them.
function move(pairs: Float32Array, field: Float32Array, [height, width]: Size): Float32Array {
  const out = pairs.slice();
  for (let i = 0; i < out.length; i += 2) {
    const x = Math.min(Math.max(pairs[i]!, 0), width - 1);
    const y = Math.min(Math.max(pairs[i + 1]!, 0), height - 1);
    const at = (y * width + x) * 2;
    out[i]! -= (field[at]! * width) / 2;
    out[i + 1]! -= (field[at + 1]! * height) / 2;
  }
  return out;
}
