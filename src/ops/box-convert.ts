import { type BoxFormat, isRotatedBoundingFormat } from "../sample/index.ts";
import { type DType, Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { roundHalfEven } from "../util/round-half-even.ts";
import {
  type FormatName,
  formatOf,
  numbers,
  rounding,
  typedArray,
  uprightFormat,
} from "./box-rows.ts";
import { fromQuads, moveAnchor, type RotatedFormat, toQuads } from "./rotated-rows.ts";
import { fromEdges, toEdges } from "./upright-rows.ts";

const widths = { XYXY: 4, XYWH: 4, CXCYWH: 4, XYWHR: 5, CXCYWHR: 5, XYXYXYXY: 8 } as const;

/**
 * Boxes `[..., k]` written in another format (torchvision's `box_convert`): "xyxy", "xywh", "cxcywh"
 * among each other, and the rotated "xywhr", "cxcywhr", "xyxyxyxy" among each other, in degrees
 * counter-clockwise. Integer boxes become float32 where a centre is asked for or given, so that halves
 * stay; rotated integer boxes are rounded back.
 * @example boxConvert(tensor([[1, 2, 3, 4]]), "xywh", "xyxy"); // [[1, 2, 4, 6]]
 */
export function boxConvert(boxes: Tensor, inFmt: FormatName, outFmt: FormatName): Tensor {
  const who = "boxConvert";
  const [from, to] = [formatOf(who, boxes, inFmt), formatOf(who, boxes, outFmt)];
  if (!(boxes instanceof Tensor) || boxes.shape.at(-1) !== widths[from]) {
    const got = boxes instanceof Tensor ? boxes.shape : boxes;
    throw expected(who, `boxes as a tensor [..., ${widths[from]}]`, got, "check inFmt");
  }
  if (isRotatedBoundingFormat(from) !== isRotatedBoundingFormat(to)) {
    const what = "formats that are both rotated, or both not";
    throw expected(
      who,
      what,
      [inFmt, outFmt],
      "a turned box has no equal among boxes that are not",
    );
  }
  const data = numbers(boxes.hostData());
  const shape = [...boxes.shape.slice(0, -1), widths[to]];
  const [values, dtype] = isRotatedBoundingFormat(from)
    ? rotated(data, boxes.dtype, from as RotatedFormat, to as RotatedFormat)
    : upright(who, data, boxes.dtype, from, to);
  return Tensor.fromData(typedArray(values, dtype), shape, dtype);
}

type Converted = readonly [values: ArrayLike<number>, dtype: DType];

function upright(
  who: string,
  data: Float32Array | Float64Array,
  dtype: DType,
  from: BoxFormat,
  to: BoxFormat,
): Converted {
  if (from === to) return [data, dtype];
  const round = rounding(dtype);
  const edges = toEdges(data, uprightFormat(who, from), round);
  const halves = from === "CXCYWH" || to === "CXCYWH";
  const isFloat = dtype === "float32" || dtype === "float64";
  const values = fromEdges(edges, uprightFormat(who, to), round);
  return [values, halves && !isFloat ? "float32" : dtype];
}

function rotated(
  data: Float32Array | Float64Array,
  dtype: DType,
  from: RotatedFormat,
  to: RotatedFormat,
): Converted {
  if (from === to) return [data, dtype];
  const round = dtype === "float64" ? rounding(dtype) : Math.fround;
  const rows = dtype === "float64" ? data : Float32Array.from(data);
  const values =
    from === "XYXYXYXY"
      ? fromQuads(rows, to, round)
      : to === "XYXYXYXY"
        ? toQuads(rows, from, round)
        : moveAnchor(rows, to === "CXCYWHR" ? 1 : -1, round);
  if (dtype === "float32" || dtype === "float64") return [values, dtype];
  return [values.map(roundHalfEven), dtype];
}
