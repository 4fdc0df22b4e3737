import { BoundingBoxes, type BoxInfo, Image, KeyPoints, Mask, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import type { Layout } from "../kernels/gather.ts";
import { type GeometricPart, mapPart, type PartHandlers } from "../parts.ts";

const kinds = [Image, Video, BoundingBoxes, Mask, KeyPoints, Tensor] as const;

/** One part with its handler applied; throws on anything that is no part. */
export function onPart<Part extends GeometricPart>(
  who: string,
  part: Part,
  handlers: PartHandlers,
): Part {
  if (kinds.some((kind) => part instanceof kind)) return mapPart(who, part, handlers) as Part;
  const what = "an Image, Video, BoundingBoxes, Mask, KeyPoints or Tensor";
  throw expected(who, what, part, "wrap the values in one of these");
}

/** Boxes of other numbers, all else as `boxes` has it unless `changed` names another. */
export function boxesLike(
  { format, canvasSize, clampingMode }: BoundingBoxes,
  data: Float32Array,
  changed: Partial<BoxInfo> = {},
): BoundingBoxes {
  return new BoundingBoxes(data, { format, canvasSize, clampingMode, ...changed });
}

/** How an image's pixels lie in memory. */
export function imageLayout({ height, width, channels }: Image): Layout {
  return { planes: 1, height, width, channels };
}

/** How a mask's labels lie in memory. */
export function maskLayout({ count, size: [height, width] }: Mask): Layout {
  return { planes: count, height, width, channels: 1 };
}

/** An image of other pixels and size, all else as `image` has it. */
export function imageLike(
  { channels, orientation }: Image,
  data: Image["data"],
  [height, width]: readonly [number, number],
): Image {
  return new Image(data, { height, width, channels, orientation });
}

/** A mask of other labels and size, the number of planes as `mask` has it. */
export function maskLike(
  mask: Mask,
  data: Mask["data"],
  [height, width]: readonly [number, number],
): Mask {
  return new Mask(data, mask.shape.length === 3 ? [mask.count, height, width] : [height, width]);
}
