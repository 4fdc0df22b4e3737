import { BoundingBoxes, Image, KeyPoints, Mask, type Size, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import type { GeometricPart } from "../parts.ts";

/**
 * `[height, width]` of a part: of boxes and key points their canvas's, of a tensor its last two
 * (torchvision's `get_size`).
 * @example const [height, width] = getSize(boxes);
 */
export function getSize(part: GeometricPart): Size {
  if (part instanceof Tensor && part.shape.length >= 2)
    return [part.shape.at(-2)!, part.shape.at(-1)!];
  const known = [Image, Video, Mask, BoundingBoxes, KeyPoints].some((kind) => part instanceof kind);
  if (known) return (part as Exclude<GeometricPart, Tensor>).size;
  const what = "an Image, Video, BoundingBoxes, Mask, KeyPoints or tensor [..., h, w]";
  throw expected("getSize", what, part, "wrap the values in one of these");
}
