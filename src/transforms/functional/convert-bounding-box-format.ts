import { fromQuads, moveAnchor, toQuads } from "../../ops/rotated-rows.ts";
import { BoundingBoxes, type BoxFormat, checkBoxFormat } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";
import { fromCorners, isAligned, toCorners } from "../kernels/boxes.ts";
import { boxesLike } from "./on-part.ts";

/**
 * The same boxes written in another format (torchvision's `convert_bounding_box_format`); boxes that
 * have the format already come back as they are. Throws where one format is rotated and the other not.
 * @example const corners = convertBoundingBoxFormat(boxes, "XYXY");
 */
export function convertBoundingBoxFormat(boxes: BoundingBoxes, format: BoxFormat): BoundingBoxes {
  const who = "convertBoundingBoxFormat";
  if (!(boxes instanceof BoundingBoxes))
    throw expected(who, "BoundingBoxes", boxes, "wrap the coordinates in BoundingBoxes");
  checkBoxFormat(who, format);
  if (boxes.format === format) return boxes;
  return boxesLike(boxes, converted(who, boxes, format), { format });
}

function converted(who: string, { data, format: from }: BoundingBoxes, to: BoxFormat) {
  if (isAligned(from) && isAligned(to)) return fromCorners(toCorners(data, from), to);
  if (isAligned(from) || isAligned(to)) {
    const what = `a ${isAligned(from) ? "format without rotation" : "rotated format"} for ${from} boxes`;
    throw expected(who, what, to, "a turned box has no equal among boxes that are not");
  }
  if (from === "XYXYXYXY") return fromQuads(data, to);
  if (to === "XYXYXYXY") return toQuads(data, from);
  return moveAnchor(data, to === "CXCYWHR" ? 1 : -1);
}
