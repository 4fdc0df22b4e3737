import { toQuads } from "../ops/rotated-rows.ts";
import { toEdges } from "../ops/upright-rows.ts";
import { BoundingBoxes, isRotatedBoundingFormat } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";

/** Coordinates beyond this are no place on a picture. */
export const farthest = 2 ** 24;

/**
 * Boxes as rows of whole numbers, cut towards zero: two corners `[x1, y1, x2, y2]`, or for rotated boxes
 * all four. Throws on a first corner that is not the upper left one.
 */
export function cornerRows(who: string, boxes: BoundingBoxes | Tensor): number[][] {
  const { data, k } = boxes instanceof Tensor ? rowsOfTensor(who, boxes) : rowsOfBoxes(who, boxes);
  const rows = Array.from({ length: data.length / k }, (_, i) =>
    Array.from(data.subarray(i * k, (i + 1) * k)),
  );
  const odd = rows.find((row) => row.some((value) => !(Math.abs(value) <= farthest)));
  if (odd !== undefined) {
    const what = `coordinates within ${farthest} pixels of the corner`;
    throw expected(who, what, odd, "repair or remove that box");
  }
  const turned = k === 4 ? rows.find(([x1, y1, x2, y2]) => x1! > x2! || y1! > y2!) : undefined;
  if (turned !== undefined) {
    const hint = "write boxes as two corners, or pass BoundingBoxes with their format";
    throw expected(who, "boxes [x1, y1, x2, y2] with x1 <= x2 and y1 <= y2", turned, hint);
  }
  return rows.map((row) => row.map(Math.trunc));
}

function rowsOfTensor(who: string, tensor: Tensor) {
  const [, k] = tensor.shape;
  if (tensor.shape.length !== 2 || (k !== 4 && k !== 8)) {
    const hint = "pass one row for each box";
    throw expected(who, "boxes as a tensor [n, 4] or [n, 8]", tensor.shape, hint);
  }
  return { data: Float64Array.from(tensor.hostData() as Float32Array, Number), k };
}

function rowsOfBoxes(who: string, boxes: unknown) {
  if (!(boxes instanceof BoundingBoxes))
    throw expected(
      who,
      "boxes as BoundingBoxes or a tensor",
      boxes,
      "use BoundingBoxes.from(rows)",
    );
  const { data, format } = boxes;
  if (isRotatedBoundingFormat(format)) return { data: toQuads(data, format as "XYWHR"), k: 8 };
  return { data: toEdges(data, format as "XYXY", Math.fround), k: 4 };
}
