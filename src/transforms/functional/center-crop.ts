import type { Image, Mask, Size } from "../../sample/index.ts";
import { roundHalfEven } from "../../util/round-half-even.ts";
import { checkOutput, checkSize, type SizeOption } from "../options.ts";
import type { GeometricPart } from "../parts.ts";
import { crop } from "./crop.ts";
import { onPart } from "./on-part.ts";
import { pad } from "./pad.ts";

/**
 * Cuts out the middle (torchvision's `center_crop`); a part smaller than `size` gets a border of
 * zeros first. As in torchvision, boxes and key points move by the rounded offset alone: where the
 * image lacks 3, 7, 11, ... pixels they end one pixel further than the picture does.
 * @example const middle = centerCrop(image, 224);
 */
export function centerCrop<Part extends GeometricPart>(part: Part, size: SizeOption): Part {
  const target = checkSize("centerCrop", size);
  checkOutput("centerCrop", target);
  return onPart("centerCrop", part, {
    eachChannel: true,
    image: (image) => cropPadded(image, target),
    mask: (mask) => cropPadded(mask, target),
    boxes: (boxes) => crop(boxes, middle(boxes.canvasSize, target)),
    keyPoints: (points) => crop(points, middle(points.canvasSize, target)),
  });
}

function cropPadded<Part extends Image | Mask>(part: Part, target: Size): Part {
  const [lackY, lackX] = part.size.map((length, i) => Math.max(0, target[i]! - length)) as [
    number,
    number,
  ];
  const [left, top] = [Math.floor(lackX / 2), Math.floor(lackY / 2)];
  const padded = pad(part, [left, top, lackX - left, lackY - top]);
  return crop(padded, middle(padded.size, target));
}

function middle([height, width]: Size, target: Size) {
  const top = roundHalfEven((height - target[0]) / 2);
  const left = roundHalfEven((width - target[1]) / 2);
  return { top, left, height: target[0], width: target[1] };
}
