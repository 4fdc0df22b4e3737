import { type BoundingBoxes, type Image, KeyPoints, type Mask } from "../../sample/index.ts";
import { upend } from "../kernels/flip.ts";
import { upendBoxes } from "../kernels/flip-boxes.ts";
import type { GeometricPart } from "../parts.ts";
import { boxesLike, imageLike, maskLike, onPart } from "./on-part.ts";

/**
 * Turns a part upside down (torchvision's `vertical_flip`). Edges of boxes lie between pixels, so y
 * becomes `height - y`; key points are pixel centres, so y becomes `height - 1 - y`.
 * @example const upsideDown = verticalFlip(image);
 */
export function verticalFlip<Part extends GeometricPart>(part: Part): Part {
  return onPart("verticalFlip", part, { image, boxes, mask, keyPoints, eachChannel: true });
}

function image(before: Image): Image {
  const { data, height, width, channels } = before;
  return imageLike(before, upend(data, height, width * channels), before.size);
}

function mask(before: Mask): Mask {
  const [height, width] = before.size;
  return maskLike(before, upend(before.data, height, width), before.size);
}

function boxes(before: BoundingBoxes): BoundingBoxes {
  const { data, format, canvasSize } = before;
  return boxesLike(before, upendBoxes(data, format, canvasSize[0]));
}

function keyPoints({ data, canvasSize }: KeyPoints): KeyPoints {
  const last = canvasSize[0] - 1;
  const flipped = data.map((value, i) => (i % 2 === 1 ? last - value : value));
  return new KeyPoints(flipped, { canvasSize });
}
