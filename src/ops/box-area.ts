import { BoundingBoxes } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import {
  type Boxes,
  boxRows,
  type FormatOption,
  formatOf,
  numbers,
  typedArray,
} from "./box-rows.ts";
import { areTurned, quadAreas, quadRows } from "./quads.ts";

/**
 * The area of each box, `[n]` (torchvision's `box_area`): floats for float boxes, int64 for int64
 * ones, int32 for smaller integers.
 * @example boxArea(tensor([[0, 0, 2, 3]])); // [6]
 */
export function boxArea(boxes: Boxes, { fmt = "xyxy" }: FormatOption = {}): Tensor {
  const who = "boxArea";
  if (areTurned(who, boxes, fmt)) {
    const areas = quadAreas(quadRows(who, boxes, "boxes", fmt));
    return Tensor.fromData(Float32Array.from(areas), [areas.length]);
  }
  const { rows, dtype, length, round } = boxRows(who, boxes, "boxes", { fmt });
  const sized = formatOf(who, boxes, fmt) !== "XYXY";
  const given = boxes instanceof BoundingBoxes ? boxes.data : numbers(boxes.hostData());
  const areas = new Float64Array(length);
  for (let i = 0, r = 0; i < length; i++, r += 4) {
    // width and height are known, or differences of the corners
    const w = sized ? given[r + 2]! : round(rows[r + 2]! - rows[r]!);
    const h = sized ? given[r + 3]! : round(rows[r + 3]! - rows[r + 1]!);
    areas[i] = round(w * h);
  }
  const kind = dtype === "uint8" || dtype === "bool" ? "int32" : dtype;
  return Tensor.fromData(typedArray(areas, kind), [length], kind);
}
