import { Tensor } from "../tensor/index.ts";
import { withAreas } from "./box-pairs.ts";
import { type Boxes, boxRows, typedArray } from "./box-rows.ts";

/**
 * `(x2 - x1) (y2 - y1)` of each box, `[n]` (torchvision's `box_area`): floats for float boxes, int64
 * for int64 ones, int32 for smaller integers.
 * @example boxArea(tensor([[0, 0, 2, 3]])); // [6]
 */
export function boxArea(boxes: Boxes): Tensor {
  const rows = boxRows("boxArea", boxes);
  const { dtype, length } = rows;
  const kind = dtype === "uint8" || dtype === "bool" ? "int32" : dtype;
  return Tensor.fromData(typedArray(withAreas(rows).areas, kind), [length], kind);
}
