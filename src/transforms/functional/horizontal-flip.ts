import { type BoundingBoxes, type Image, KeyPoints, type Mask } from "../../sample/index.ts";
import { flipRows } from "../kernels/flip.ts";
import { mirrorBoxes } from "../kernels/flip-boxes.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesLike, imageLike, maskLike, onPart } from "./on-part.ts";

/**
 * Mirrors a part left to right (torchvision's `horizontal_flip`). Edges of boxes lie between
 * pixels, so x becomes `width - x`; key points are pixel centres, so x becomes `width - 1 - x`.
 * @example const mirrored = horizontalFlip(image);
 */
export function horizontalFlip<Part extends GeometricPart>(part: Part): Part {
  return onPart("horizontalFlip", part, { image, boxes, mask, keyPoints, eachChannel: true });
}

function image(before: Image): Image {
  return imageLike(before, flipRows(before.data, before.width, before.channels), before.size);
}

function mask(before: Mask): Mask {
  return maskLike(before, flipRows(before.data, before.size[1], 1), before.size);
}

function boxes(before: BoundingBoxes): BoundingBoxes {
  const { data, format, canvasSize } = before;
  return boxesLike(before, mirrorBoxes(data, format, canvasSize[1]));
}

function keyPoints({ data, canvasSize }: KeyPoints): KeyPoints {
  const last = canvasSize[1] - 1;
  const flipped = data.map((value, i) => (i % 2 === 0 ? last - value : value));
  return new KeyPoints(flipped, { canvasSize });
}
