import { BoundingBoxes, type BoxFormat, isRotatedBoundingFormat } from "../sample/index.ts";
import { type DType, Tensor, type TensorData } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { toEdges } from "./upright-rows.ts";

/** Boxes `[n, 4]` as two corners `x1, y1, x2, y2`: a tensor in memory, or boxes of any upright format. */
export type Boxes = Tensor | BoundingBoxes;

/** Box formats in torchvision's spelling, or as `BoundingBoxes` spells them. */
export type FormatName = BoxFormat | Lowercase<BoxFormat>;

/** Corners of boxes as numbers, and how each step is rounded. */
export interface BoxRows {
  /** `[n * 4]`: x1, y1, x2, y2. */
  readonly rows: Float32Array | Float64Array;
  readonly length: number;
  readonly dtype: DType;
  /** float32 boxes are computed in float32 steps, as torch does; others in float64. */
  readonly round: (value: number) => number;
}

/** The boxes as rows of corners; throws unless they are `[n, 4]`, and on rotated ones. */
export function boxRows(who: string, boxes: Boxes, name = "boxes"): BoxRows {
  if (boxes instanceof BoundingBoxes) {
    const { format, data, length } = boxes;
    const rows = toEdges(data, uprightFormat(who, format), Math.fround) as Float32Array;
    return { rows, length, dtype: "float32", round: Math.fround };
  }
  if (!(boxes instanceof Tensor && boxes.shape.length === 2 && boxes.shape[1] === 4)) {
    const got = boxes instanceof Tensor ? boxes.shape : boxes;
    throw expected(who, `${name} as a tensor [n, 4] or BoundingBoxes`, got, "one row for each box");
  }
  const { dtype } = boxes;
  const rows = numbers(boxes.hostData());
  return { rows, length: boxes.shape[0]!, dtype, round: rounding(dtype) };
}

/** The values as floats: float32 stays, all else becomes float64. */
export function numbers(data: TensorData): Float32Array | Float64Array {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  return Float64Array.from(data as ArrayLike<number | bigint>, Number);
}

/** How a step of arithmetic on this element type is rounded. */
export function rounding(dtype: DType): (value: number) => number {
  return dtype === "float32" ? Math.fround : exact;
}

function exact(value: number): number {
  return value;
}

/** How arithmetic on two element types is rounded: float64 wins over float32, that over integers. */
export function commonRounding(a: DType, b: DType): (value: number) => number {
  if (a === "float64" || b === "float64") return exact;
  return rounding(a === "float32" ? a : b);
}

/** Numbers in the array of an element type; integers lose their fractions. */
export function typedArray(values: ArrayLike<number>, dtype: DType): TensorData {
  if (dtype === "float32") return Float32Array.from(values);
  if (dtype === "float64") return Float64Array.from(values);
  if (dtype === "int64") return BigInt64Array.from(Array.from(values, toBigInt));
  if (dtype === "int32") return Int32Array.from(values);
  return Uint8Array.from(values);
}

function toBigInt(value: number): bigint {
  return BigInt(Math.trunc(value));
}

/** A tensor of indices, which torch keeps in int64. */
export function indexTensor(indices: readonly number[]): Tensor {
  return Tensor.fromData(BigInt64Array.from(indices.map(toBigInt)), [indices.length]);
}

/** The format without rotation; throws on others. */
export function uprightFormat(who: string, format: BoxFormat): "XYXY" | "XYWH" | "CXCYWH" {
  if (isRotatedBoundingFormat(format))
    throw expected(who, "boxes in XYXY, XYWH or CXCYWH", format, "rotated boxes have no such form");
  return format as "XYXY" | "XYWH" | "CXCYWH";
}
