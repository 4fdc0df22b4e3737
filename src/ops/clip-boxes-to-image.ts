import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Boxes, boxRows, typedArray } from "./box-rows.ts";

/**
 * Boxes cut to `[0, width] x [0, height]`: corners `[n, 4]` of the boxes' element type (torchvision's
 * `clip_boxes_to_image`). `size` is `[height, width]`.
 * @example const inside = clipBoxesToImage(boxes, [480, 640]);
 */
export function clipBoxesToImage(
  boxes: Boxes,
  size: readonly [height: number, width: number],
): Tensor {
  const who = "clipBoxesToImage";
  const { rows, dtype, length } = boxRows(who, boxes);
  if (!Array.isArray(size) || size.length !== 2)
    throw expected(who, "size as [height, width]", size, "pass two whole numbers");
  const [height, width] = size.map((edge) => checkInteger(who, "size", edge)) as [number, number];
  const clipped = rows.map((value, i) =>
    Math.min(Math.max(value, 0), i % 2 === 0 ? width : height),
  );
  return Tensor.fromData(typedArray(clipped, dtype), [length, 4], dtype);
}
